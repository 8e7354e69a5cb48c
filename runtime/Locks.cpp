// Locks.cpp: a short list for each thread, the newest lock last. Locks beyond its length are not told.
#include "runtime/Locks.h"

namespace cotidy::runtime {

namespace {

/// The call, not what follows it.
uintptr_t callOf(const void *returnAddress) { return reinterpret_cast<uintptr_t>(returnAddress) - 1; }

bool isProgram(const Thread *thread) { return thread && thread->inside == 0; }

}  // namespace

void lockTaken(const void *lock, const void *caller) {
  Thread *thread = currentThread();
  if (!isProgram(thread) || thread->lockCount == Thread::mostLocks) return;
  thread->locks[thread->lockCount] = {lock, caller};
  __atomic_store_n(&thread->lockCount, thread->lockCount + 1, __ATOMIC_RELEASE);
}

const void *lockGiven(const void *lock) {
  Thread *thread = enteredThread;
  if (!isProgram(thread)) return nullptr;
  uint32_t at = thread->lockCount;
  while (at > 0 && thread->locks[at - 1].lock != lock) --at;
  if (at == 0) return nullptr;
  const void *const takenAt = thread->locks[at - 1].takenAt;
  for (; at < thread->lockCount; ++at) thread->locks[at - 1] = thread->locks[at];
  __atomic_store_n(&thread->lockCount, thread->lockCount - 1, __ATOMIC_RELEASE);
  return takenAt;
}

uintptr_t innermostLock(const Thread &thread) {
  return thread.lockCount == 0 ? 0 : callOf(thread.locks[thread.lockCount - 1].takenAt);
}

uintptr_t holderOf(const void *lock) {
  for (Thread *thread = __atomic_load_n(&threads, __ATOMIC_ACQUIRE); thread; thread = thread->next) {
    if (thread == enteredThread || !__atomic_load_n(&thread->used, __ATOMIC_ACQUIRE)) continue;
    const uint32_t count = __atomic_load_n(&thread->lockCount, __ATOMIC_ACQUIRE);
    for (uint32_t i = 0; i < count && i < Thread::mostLocks; ++i)
      if (thread->locks[i].lock == lock) return callOf(thread->locks[i].takenAt);
  }
  return 0;
}

}  // namespace cotidy::runtime
