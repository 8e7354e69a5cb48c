// VerifyVerdict.h: from what runs before and after a change saw to a verdict. Pure: no files, no processes.
#pragma once
#include "driver/RunEvidence.h"
#include "driver/RunRecording.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace cotidy {

/// One run of the test, and what the runtime saw of it.
struct TestRun {
  int status = 0;
  bool timedOut = false;
  std::string output;
  std::uint64_t wallNs = 0, cpuNs = 0;
  Recording recording;
};

enum class Verdict : std::uint8_t { Verified, OutputChanged, NoEffect, Contradicted, NotExercised, Inconclusive };
std::string_view nameOf(Verdict verdict);  // "verified", "verified but output changed", …

/// Medians over the runs of one side.
struct SideFigures {
  Evidence evidence;  // of all runs together
  std::size_t runs = 0, seenIn = 0;
  std::uint64_t longestRoundNs = 0, stalls = 0, cpuNs = 0, wallNs = 0;
};

struct Judgement {
  Verdict verdict = Verdict::Inconclusive;
  std::string reason;
  std::vector<std::string> notes;
  SideFigures before, after;
};

/// The place of a finding on both sides of the change.
struct VerifyPlace {
  std::string rule;
  LineRange before, after;
  /// Where a line of the project stands after the change; empty: where it stood.
  std::function<LineRange(const StackFrame &)> moved = {};
};

/// `builds`: whether the changed program could be built.
Judgement judge(const VerifyPlace &place, const std::vector<TestRun> &before, const std::vector<TestRun> &after,
                bool builds);

}  // namespace cotidy
