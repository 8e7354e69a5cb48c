// GivesWay.h: does an await hand the thread to other tasks? Not where what it awaits is ready; and a coroutine that never
// suspends is ready as soon as it is awaited. Also: the loops that give way, and those that end after so many rounds.
#pragma once
#include "analysis/Contexts.h"
#include "analysis/Suspensions.h"

namespace cotidy {

class GivesWay {
public:
  enum class Kind : std::uint8_t { Never, Perhaps, Surely };

  GivesWay(const Calls &calls, const Suspensions &suspensions);

  /// What is not known is taken to give way.
  Kind at(const Function &function, const facts::OpT &await) const;
  /// Awaiting the coroutine's task from its beginning to its end.
  Kind of(FunctionId coroutine) const;
  /// Is there an operation in the loop at which other tasks may get their turn, or where the thread pauses?
  bool inLoop(const Function &function, std::int32_t loop) const;
  /// The operation itself: an await that is not surely ready, a yield, a call that suspends a fiber or pauses the thread.
  bool mayAt(const Function &function, const facts::OpT &op) const;
  /// Does the loop look at a count, a clock or a budget, to stop or to yield after a while?
  bool isCapped(const Function &function, std::int32_t loop) const;
  /// … at a clock or a budget?
  bool isTimed(const Function &function, std::int32_t loop) const;

private:
  Kind compute(const Function &coroutine) const;
  Kind ofAwaiter(const Function &function, const facts::OpT &await) const;
  bool yieldsWhenReady(Type task) const;

  const Calls &calls_;
  const Suspensions &suspensions_;
  mutable std::map<FunctionId, Kind> known_;
};

}  // namespace cotidy
