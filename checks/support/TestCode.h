// TestCode.h: tests and benchmarks do on purpose what costs time elsewhere: a hundred thousand tiny tasks, a loop of seconds.
#pragma once
#include "analysis/Analysis.h"

namespace cotidy {

/// Is the function, or the one around it, a test or a benchmark of a library that the models know, or one that asserts by
/// functions of the project's own? What only costs time is of no consequence there; a deadlock is one everywhere.
bool isTestCode(const Analysis &analysis, const Function &function);

/// Knows also the helpers of tests: what nobody but tests calls, through however many functions.
class TestHelpers {
public:
  explicit TestHelpers(const Analysis &analysis) : analysis_(analysis) {}
  /// Is it test code, or called by test code only?
  bool contains(const Function &function) const;

private:
  const Analysis &analysis_;
};

}  // namespace cotidy
