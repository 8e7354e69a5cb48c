// Locks.h: which locks a thread holds, and where it took them: so that a call that blocks can be told to block under a
// lock, and a wait for a lock where its holder took it. Only on demand (COTIDY_LOCKS=1): else locks cost nothing more.
#pragma once
#include "runtime/Thread.h"

#include <stdint.h>

namespace cotidy::runtime {

void lockTaken(const void *lock, const void *caller);

/// Returns where it was taken; null: it was not told to us.
const void *lockGiven(const void *lock);

/// Where the lock that was taken last was taken; 0: the thread holds none.
uintptr_t innermostLock(const Thread &thread);

/// Where another thread took the lock. That thread may give it back meanwhile: then it is not known.
uintptr_t holderOf(const void *lock);

}  // namespace cotidy::runtime
