// Thread.cpp: the list of threads, and the stack of the current one.
#include "runtime/Thread.h"

#include "runtime/Settings.h"

#include <pthread.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <unwind.h>

namespace cotidy::runtime {

namespace {

constexpr Thread withTop(Frame **top) {
  Thread thread = {};
  thread.top = top;
  return thread;
}

}  // namespace

Thread *threads = nullptr;
__thread Thread *enteredThread = nullptr;
constinit Thread fullThread = withTop(fullThread.running + Thread::kept);
__thread Thread *countingThread = &fullThread;
bool manyThreads = false;

namespace {

pthread_key_t endKey;
bool hasEndKey = false;

void threadEnds(void *entry) {
  auto *thread = static_cast<Thread *>(entry);
  if (enteredThread == thread) enteredThread = nullptr, countingThread = &fullThread;
  __atomic_store_n(&thread->used, false, __ATOMIC_RELEASE);
}

[[gnu::constructor(101)]] void makeEndKey() { hasEndKey = pthread_key_create(&endKey, threadEnds) == 0; }

void reset(Thread &thread) {
  Thread *const next = thread.next;
  thread = Thread{};
  thread.next = next;
  thread.top = thread.running;
  thread.used = true;
}

Thread *takeFree() {
  for (Thread *thread = __atomic_load_n(&threads, __ATOMIC_ACQUIRE); thread; thread = thread->next) {
    bool expected = false;
    if (thread->loop || __atomic_load_n(&thread->used, __ATOMIC_RELAXED)) continue;  // a loop's figures are kept
    if (!__atomic_compare_exchange_n(&thread->used, &expected, true, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
      continue;
    reset(*thread);
    return thread;
  }
  return nullptr;
}

Thread *makeNew() {
  void *memory = mmap(nullptr, sizeof(Thread), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return nullptr;
  auto *thread = static_cast<Thread *>(memory);
  thread->top = thread->running;
  thread->used = true;
  thread->next = __atomic_load_n(&threads, __ATOMIC_RELAXED);
  while (!__atomic_compare_exchange_n(&threads, &thread->next, thread, false, __ATOMIC_RELEASE, __ATOMIC_RELAXED)) {
  }
  return thread;
}

_Unwind_Reason_Code addFrame(_Unwind_Context *context, void *argument) {
  auto &stack = *static_cast<Stack *>(argument);
  if (stack.count == maxFrames) return _URC_END_OF_STACK;
  int beforeInstruction = 0;
  const uintptr_t address = _Unwind_GetIPInfo(context, &beforeInstruction);
  if (address == 0) return _URC_END_OF_STACK;
  stack.frames[stack.count++] = beforeInstruction ? address : address - 1;
  return _URC_NO_REASON;
}

}  // namespace

Thread *enterThread(Role role) {
  if (!settings.enabled) return nullptr;
  static bool hasEntered = false;  // the program's first thread
  if (role == Role::Program && __atomic_exchange_n(&hasEntered, true, __ATOMIC_RELAXED))
    __atomic_store_n(&manyThreads, true, __ATOMIC_RELAXED);
  Thread *thread = takeFree();
  if (!thread) thread = makeNew();
  if (!thread) return nullptr;
  thread->inside = 1;
  enteredThread = thread;
  thread->id = static_cast<pid_t>(::syscall(SYS_gettid));
  thread->handle = pthread_self();
  if (hasEndKey) pthread_setspecific(endKey, thread);
  thread->inside = 0;
  return thread;
}

void forgetOtherThreads() {
  for (Thread *thread = threads; thread; thread = thread->next)
    if (thread != enteredThread) reset(*thread), thread->used = false;
  countingThread = &fullThread;  // to ask for a watchdog
  if (!enteredThread) return;
  enteredThread->id = static_cast<pid_t>(::syscall(SYS_gettid));
  enteredThread->loop = false;
  enteredThread->heldCount = 0;
  enteredThread->waitCaller = nullptr;
  enteredThread->waitCertain = false;
  enteredThread->waitStack.count = 0;
  enteredThread->round = enteredThread->longestRound = enteredThread->roundStart = 0;
}

void takeStack(Stack &stack) {
  stack.count = 0;
  _Unwind_Backtrace(addFrame, &stack);
}

}  // namespace cotidy::runtime
