// ClosureDeath.h: does a closure die before the coroutines that calls of it start? Their captures are the closure's.
#pragma once
#include "analysis/CallableFlow.h"

namespace cotidy {

/// A call of the closure whose task may go on when the closure is gone.
struct ClosureDeath {
  FunctionId function = 0;               // where the closure dies
  const facts::OpT *op = nullptr;        // the call of it, or the call that takes it and destroys it
  const FunctionModel *by = nullptr;     // a model that says that the call destroys it
  Storage storage;                       // where the closure lives, in `function`; without `by`
  std::optional<Outliving> outliving;    // … and how the task gets away
  bool inside = false;                   // it dies with another closure, which has it as a capture
};

class ClosureDeaths {
public:
  explicit ClosureDeaths(const Fates &fates) : fates_(fates), calls_(fates.storages().calls()) {}

  /// Of the closure that `closure` makes; none where it lives on, and where that is not known.
  std::optional<ClosureDeath> of(const Function &function, const facts::OpT &closure) const;

private:
  struct Question;
  std::optional<ClosureDeath> called(const Question &question, std::size_t holder, const facts::OpT &op,
                                     unsigned depth) const;
  std::optional<ClosureDeath> given(const Question &question, const Arrival &arrival, unsigned depth) const;
  std::optional<ClosureDeath> borrowed(const Question &question, std::size_t holder, const facts::OpT &op,
                                       unsigned depth) const;
  std::optional<ClosureDeath> captured(const Question &question, std::size_t holder, unsigned depth) const;

  const Fates &fates_;
  const Calls &calls_;
};

}  // namespace cotidy
