// Loop.h: event loops, seen from outside: a thread that waits for events time and again is one, and what it does between
// two waits is a round. A round that takes too long is a stall; the watchdog asks the thread where it is.
#pragma once
#include "runtime/Thread.h"

#include <stdint.h>

namespace cotidy::runtime {

void roundEnds(Thread &thread);
void roundBegins(Thread &thread);

/// Counts a call that blocked, at its site, as soon as the round that it belongs to has ended.
void countWithRound(Thread &thread, CallSite &site, uint64_t ns);

/// The longest call that blocked in a round explains the round.
void noteCallInRound(Thread &thread, uint64_t ns, const Stack &stack);

/// Looks at all threads once, and asks those that are overdue for their stack.
void lookAtThreads();

/// Calls that do not come back have no end to be counted at: counts them as they stand.
void countEndlessCalls();

void answerWatchdog();  // installs the answer to the watchdog's signal

}  // namespace cotidy::runtime
