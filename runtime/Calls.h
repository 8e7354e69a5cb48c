// Calls.h: the one decision about an intercepted call: who is held up by it, and did it block. The call itself is passed
// in. Outside of coroutines and loops a call costs two readings of the clock, and no stack is taken unless it blocked.
#pragma once
#include "runtime/Clock.h"
#include "runtime/Descriptors.h"
#include "runtime/Locks.h"
#include "runtime/Loop.h"
#include "runtime/Process.h"
#include "runtime/Settings.h"
#include "runtime/Sites.h"
#include "runtime/Thread.h"

#include <errno.h>

namespace cotidy::runtime {

/// An intercepted call that is under way.
class Call {
public:
  Call(Thread &thread, const Callee &callee);
  /// `caller` is where the program called; `descriptor` is what it waited for, or none.
  void end(void *caller, int descriptor = none);
  static constexpr int none = -1;

private:
  Thread &thread_;
  const Callee &callee_;
  Context context_;
  long switches_ = 0;
};

/// False: what this thread calls now is of no interest. The first question of each interposer, so it must cost nothing.
inline bool isWatched() {
  const Thread *thread = enteredThread;
  return __builtin_expect(thread != nullptr, 1) ? thread->inside == 0 : settings.enabled;
}

/// A call that may block.
template <class Action> auto guarded(const Callee &callee, void *caller, Action action) {
  Thread *thread = currentThread();
  if (!thread || thread->inside != 0) return action();
  Call call(*thread, callee);
  const auto result = action();
  const int error = errno;
  call.end(caller);
  errno = error;
  return result;
}

/// A call that blocks only for a descriptor that is not set to refuse.
template <class Action> auto guardedFor(int descriptor, const Callee &callee, void *caller, Action action) {
  Thread *thread = currentThread();
  if (!thread || thread->inside != 0 || !mayWaitFor(descriptor)) return action();
  Call call(*thread, callee);
  const auto result = action();
  const int error = errno;
  call.end(caller, descriptor);
  errno = error;
  return result;
}

/// A lock: without a holder in the way there is nothing to tell. `attempt` tries, and gives EBUSY where it must wait.
template <class Attempt, class Action>
int guardedLock(const Callee &callee, const void *lock, void *caller, Attempt attempt, Action action) {
  Thread *thread = currentThread();
  if (!thread || thread->inside != 0) return action();
  ++thread->inside;
  const int attempted = attempt();
  --thread->inside;
  if (attempted != EBUSY) return attempted;
  if (settings.locks) thread->waitsForHolder = holderOf(lock);
  const int result = guarded(callee, caller, action);
  thread->waitsForHolder = 0;
  return result;
}

/// What takes a lock, what gives it back, and what gives it back for as long as it waits. Where nobody asks for locks
/// they only act.
template <class Action> int taking(const void *lock, const void *caller, Action action) {
  const int result = action();
  if (result == 0 && settings.locks) lockTaken(lock, caller);
  return result;
}
template <class Action> int giving(const void *lock, Action action) {
  if (settings.locks) lockGiven(lock);
  return action();
}
template <class Action> int lending(const void *lock, Action action) {
  const void *const takenAt = settings.locks ? lockGiven(lock) : nullptr;
  const int result = action();
  if (takenAt) lockTaken(lock, takenAt);
  return result;
}

/// A wait for events: outside of coroutines it ends a round of the loop, inside it holds the loop up. Loops come here all
/// the time, so nothing is done twice, and errno is kept where something may change it.
template <class Action> auto guardedLoop(const Callee &callee, const LoopWait &wait, bool waits, Action action) {
  Thread *thread = currentThread();
  if (!thread || thread->inside != 0) return action();
  if (thread->isInCoroutine() || !turnsLoop(*thread, wait))
    return waits ? guarded(callee, const_cast<void *>(wait.caller), action) : action();
  roundEnds(*thread);
  ++thread->inside;
  const auto result = action();
  --thread->inside;
  roundBegins(*thread);
  return result;
}

}  // namespace cotidy::runtime
