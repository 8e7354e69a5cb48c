// Keeps.h: what of its caller's a function goes on using after it returned: through the task that it returns, or through
// work that it started and nobody waits for. Bottom-up over the program, computed when first asked for.
#pragma once
#include "analysis/Fates.h"

namespace cotidy {

/// One thing of the caller's that is used later, and where.
struct Kept {
  enum What : std::uint8_t { Argument, This, Capture } what = Argument;
  std::int32_t index = -1;  // of an Argument: which; of a Capture: its value in the function's body
  bool pointee = false;  // of an Argument: what the view refers to, not the view itself
  enum By : std::uint8_t { Result, Detached } by = Result;  // the returned task; work that runs on by itself
  const Function *function = nullptr;  // where the use stands: the function itself, or one that it calls
  const facts::OpT *use = nullptr;  // the first such use; null where a model says so
  const facts::OpT *suspension = nullptr;  // of an eager coroutine: an await that the use comes behind
};

/// Storage that a task goes on using, seen from the function that made it.
struct Held {
  Storage storage;
  const facts::OpT *call = nullptr;  // the call that made the task, or that captured
  std::int32_t argument = -1;  // which argument of it; -1: its object, or a capture
  const Kept *kept = nullptr;  // in the callee; null where a model says that it is kept, and for captures
};

class Keeps {
public:
  explicit Keeps(const Fates &fates);

  const std::vector<Kept> &of(FunctionId function) const;
  /// What the result of this call keeps using, or the work that the call starts (`by`).
  std::vector<Held> heldBy(const Function &function, const facts::OpT &call, Kept::By by) const;
  /// What a task keeps using: through wrappers, continuations, variables and the calls that made it.
  std::vector<Held> heldByTask(const Function &function, std::int32_t task) const;

  const Fates &fates() const { return fates_; }
  const Storages &storages() const { return fates_.storages(); }

private:
  struct Walk;
  void coroutine(const Function &function, std::vector<Kept> &into) const;
  void returned(const Function &function, std::vector<Kept> &into) const;
  void detached(const Function &function, std::vector<Kept> &into) const;
  void task(const Function &function, std::int32_t value, Walk &walk) const;
  void taskOfCall(const Function &function, const facts::OpT &op, Walk &walk) const;
  void closure(const Function &function, const facts::OpT &op, std::int32_t operand, Walk &walk) const;

  const Fates &fates_;
  mutable std::map<FunctionId, std::vector<Kept>> summaries_;
};

/// The operations that run after the coroutine may have been suspended for the first time, each with such an await.
std::map<const facts::OpT *, const facts::OpT *> afterSuspension(const Function &coroutine);

}  // namespace cotidy
