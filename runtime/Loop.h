// Loop.h: event loops, seen from outside: a thread that waits for events time and again is one, and what it does between
// two waits is a round. A round that takes too long is a stall; the watchdog asks the thread where it is.
#pragma once
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
bool turnsAroundAnother(Thread &thread, const LoopWait &wait);

/// Whether a wait outside of coroutines is the one that its thread turns around. A poll may as well be a wait for one
/// answer: so it has to watch many, and time and again; and within a round of another loop it is a call that blocks.
inline bool turnsLoop(Thread &thread, const LoopWait &wait) {
  return wait.caller == thread.waitCaller || turnsAroundAnother(thread, wait);
}

void roundEnds(Thread &thread);
void roundBegins(Thread &thread);  // leaves errno as it is

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
