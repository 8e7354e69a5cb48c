// Suspensions.h: where a function may stop and go on later, perhaps on another thread: at an await, at a yield, and at a
// call that suspends a stackful task (a fiber, a yield_context).
#pragma once
#include "analysis/Calls.h"

namespace cotidy {

class Suspensions {
public:
  explicit Suspensions(const Calls &calls);

  bool at(const Function &function, const facts::OpT &op) const;
  /// May several threads run one event loop? Not where all that is seen is one call that runs it.
  bool loopsAreShared() const { return loopsAreShared_; }
  /// Only where a coroutine hands a value to its consumer.
  static bool yields(const facts::OpT &op) { return op.kind == facts::OpKind::Yield; }

private:
  bool isReady(const Function &function, const facts::OpT &await) const;
  const Calls &calls_;
  void findLoops();
  bool loopsAreShared_ = false;
  std::set<FunctionId> stackful_;  // functions that suspend the fiber that calls them
};

}  // namespace cotidy
