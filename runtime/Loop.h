// Loop.h: event loops, seen from outside: a thread that waits for events time and again is one, and what it does between
// two waits is a round. A round that takes too long is a stall; the watchdog asks the thread where it is.
#pragma once
#include "runtime/Clock.h"
#include "runtime/Settings.h"
#include "runtime/Thread.h"

#include <stdint.h>

namespace cotidy::runtime {

/// A wait for events, as its interposer sees it.
struct LoopWait {
  const void *caller, *frame;
  bool certain;  // only event loops wait so
  bool many;  // more than two descriptors are watched
};

/// Whether the thread turns around another wait from now on.
[[gnu::cold]] bool turnsAroundAnother(Thread &thread, LoopWait wait);

/// Whether a wait outside of coroutines is the one that its thread turns around. A poll may as well be a wait for one
/// answer: so it has to watch many, and time and again; and within a round of another loop it is a call that blocks.
inline bool turnsLoop(Thread &thread, const LoopWait &wait) {
  return wait.caller == thread.waitCaller || turnsAroundAnother(thread, wait);
}

/// The rare parts of the two below.
[[gnu::cold]] void waitsOnce(Thread &thread);
[[gnu::cold]] void countHeld(Thread &thread);
[[gnu::cold]] void countIfStall(Thread &thread, uint64_t time);

inline void roundEnds(Thread &thread) {
  const uint64_t time = ticks(), length = time - thread.roundStart;
  if (settings.timing) thread.waitStart = time;
  if (thread.roundStart == 0) return;
  if (__builtin_expect(thread.heldCount != 0, 0)) countHeld(thread);
  __atomic_store_n(&thread.roundStart, 0, __ATOMIC_RELEASE);
  if (length > thread.longestRound) thread.longestRound = length;
  if (__builtin_expect(!surelyShorter(length, settings.stallNs), 0)) countIfStall(thread, length);
}

/// Leaves errno as it is.
inline void roundBegins(Thread &thread) {
  if (__builtin_expect(thread.waitsToLoop != 0, 0)) waitsOnce(thread);
  ++thread.round;
  thread.longestCall = thread.blockedInRound = 0;
  const uint64_t time = ticks();
  if (settings.timing) thread.waited += time - thread.waitStart;
  __atomic_store_n(&thread.roundStart, time, __ATOMIC_RELEASE);
}

/// Counts a call that blocked, at its site, as soon as the round that it belongs to has ended.
void countWithRound(Thread &thread, CallSite &site, uint64_t ns);

/// The longest call that blocked in a round explains the round.
void noteCallInRound(Thread &thread, uint64_t ns, const Stack &stack);

/// A coroutine that was sampled, because it ran for too long, comes to its suspension.
[[gnu::cold, gnu::noinline]] void countLongRun(Thread &thread);

/// Looks at all threads once, and asks those that are overdue for their stack.
void lookAtThreads();

/// Calls and rounds that do not come back have no end to be counted at: counts them as they stand. Rounds only where the
/// program was told to end: one that ends by itself may have left its loop.
void countEndlessCalls(bool wasToldToEnd);

void answerWatchdog();  // installs the answer to the watchdog's signal

}  // namespace cotidy::runtime
