// Coroutines.cpp: what instrumented code calls. A thread keeps the stack of coroutines that run on it; each coroutine
// keeps its own state in its frame. Nothing here waits, allocates or unwinds.
//
// Most calls only count, and a program makes millions of them. So each hook has a fast path that needs no stack frame of
// its own, and jumps to the slow one where the thread is not entered yet, or too deep, or sampled, or time is taken.
#include "runtime/Clock.h"
#include "runtime/Hooks.h"
#include "runtime/Loop.h"
#include "runtime/Process.h"
#include "runtime/Settings.h"
#include "runtime/Sites.h"
#include "runtime/Thread.h"

using namespace cotidy::runtime;

#define SLOW [[gnu::noinline, gnu::cold]]

namespace {

enum State : uint64_t { Running, Unstarted, Suspended, Finished };

State stateAfter(Suspension kind) { return static_cast<State>(static_cast<uint64_t>(kind) + 1); }
static_assert(static_cast<int>(Suspension::Initial) + 1 == Unstarted);
static_assert(static_cast<int>(Suspension::Await) + 1 == Suspended);
static_assert(static_cast<int>(Suspension::Final) + 1 == Finished);

// ---- the stack of a thread

/// For a thread that is not full.
void push(Thread &thread, Frame &frame) {
  Frame **const above = thread.top + 1;
  if (above == thread.running + 1) __atomic_store_n(&thread.run, thread.run + 1, __ATOMIC_RELAXED);
  *above = &frame;
  thread.setTop(above);
}

/// The thread comes to a coroutine, or a task, from the one before, or leaves the last one.
void comesTo(Thread &thread, Spawn &spawn, uint64_t time) {
  const uint64_t idle = thread.idleSince == 0 ? 0 : time - thread.idleSince;
  if (idle > thread.waited) spawn.between.add(idle - thread.waited);
}
void leaves(Thread &thread, uint64_t time) {
  thread.idleSince = time;
  thread.waited = 0;
}

void startTime(Thread &thread, Frame &frame) {
  frame.started = ticks();
  if (thread.depth() == 1) comesTo(thread, *frame.spawn, frame.started);
}

void addTime(Thread &thread, Frame &frame) {
  const uint64_t time = ticks();
  if (!thread.isInCoroutine()) leaves(thread, time);
  if (frame.started == 0) return;
  frame.spawn->addTime(time - frame.started);
  frame.started = 0;
}

void pushSlowly(Thread &thread, Frame &frame) {
  needWatchdog();
  if (!thread.isInCoroutine()) countingThread = settings.timing ? &fullThread : &thread;
  if (thread.isFull()) {
    ++thread.deeper;
    thread.setTop(thread.running + Thread::kept + 1);
  } else {
    push(thread, frame);
  }
  if (settings.timing) startTime(thread, frame);
}

/// What lies above the frame left without telling (it was destroyed from outside): it goes, too.
void takeOut(Thread &thread, const Frame &frame) {
  if (thread.deeper != 0) {
    if (--thread.deeper == 0) thread.setTop(thread.running + Thread::kept);
    return;
  }
  Frame **at = thread.top;
  while (at != thread.running && *at != &frame) --at;
  if (at != thread.running) thread.setTop(at - 1);
}

SLOW void popSlowly(Frame *frame) {
  Thread *const thread = currentThread();
  if (!thread) return;
  takeOut(*thread, *frame);
  if (!thread->isInCoroutine() && thread->run != 0 && thread->sampledRun == thread->run) countLongRun(*thread);
  if (settings.timing) addTime(*thread, *frame);
}

void pop(Frame *frame) {
  Thread *const thread = countingThread;
  if (__builtin_expect(*thread->top != frame, 0)) return popSlowly(frame);
  thread->setTop(thread->top - 1);
}

// ---- where coroutines are made

uint64_t keyOf(const Descriptor *descriptor, const void *creator) {
  return mix(mix(0, reinterpret_cast<uintptr_t>(descriptor)), reinterpret_cast<uintptr_t>(creator));
}

Spawn *spawnOf(const Descriptor *descriptor, void *creator, bool isTask) {
  return spawns.find(keyOf(descriptor, creator), [&](Spawn &spawn) {
    spawn.descriptor = descriptor;
    spawn.creator = reinterpret_cast<uintptr_t>(creator) - 1;  // the call, not what follows it
    spawn.isTask = isTask;
  });
}

// ---- the slow paths

SLOW void createdSlowly(Frame *frame, const Descriptor *coroutine, void *creator) {
  *frame = {};
  Thread *const thread = currentThread();
  if (!thread) return;
  frame->spawn = spawnOf(coroutine, creator, false);
  if (!frame->spawn) return;
  frame->spawn->created.add(1);
  pushSlowly(*thread, *frame);
}

void noteSuspension(Frame &frame, Suspension kind) {
  frame.state = stateAfter(kind);
  if (kind == Suspension::Await || !frame.spawn) return;
  (kind == Suspension::Final ? frame.spawn->finished : frame.spawn->parked).add(1);
}

SLOW void suspendedSlowly(Frame *frame, Suspension kind) {
  if (!frame->spawn) return;
  noteSuspension(*frame, kind);
  popSlowly(frame);
}

SLOW void resumedSlowly(Frame *frame) {
  if (Thread *thread = currentThread()) pushSlowly(*thread, *frame);
}

/// Destroyed before its end.
SLOW void destroyedEarly(Frame *frame) {
  Spawn *const spawn = frame->spawn;
  switch (frame->state) {
  case Unstarted: spawn->unstarted.add(1); break;
  case Suspended: spawn->abandoned.add(1); break;
  default:  // without a final suspension it ends here
    spawn->finished.add(1);
    pop(frame);
  }
  frame->spawn = nullptr;
}

}  // namespace

// ---- the hooks

void cotidy_created(Frame *frame, const Descriptor *coroutine, void *creator) {
  Thread *const thread = countingThread;
  Spawn *const spawn = spawns.known(keyOf(coroutine, creator));
  if (__builtin_expect(!spawn || thread->isFull(), 0)) return createdSlowly(frame, coroutine, creator);
  *frame = {spawn, 0, Running};
  spawn->created.add(1);
  push(*thread, *frame);
}

void cotidy_suspended(Frame *frame, Suspension kind) {
  Thread *const thread = countingThread;
  if (__builtin_expect(*thread->top != frame, 0)) return suspendedSlowly(frame, kind);
  thread->setTop(thread->top - 1);
  noteSuspension(*frame, kind);
}

void cotidy_resumed(Frame *frame) {
  Spawn *const spawn = frame->spawn;
  if (!spawn) return;
  if (frame->state == Unstarted) spawn->started.add(1);
  spawn->resumed.add(1);
  frame->state = Running;
  Thread *const thread = countingThread;
  if (__builtin_expect(thread->isFull(), 0)) return resumedSlowly(frame);
  push(*thread, *frame);
}

void cotidy_continued(Frame *frame) {
  if (!frame->spawn || frame->state == Running) return;
  if (frame->state == Unstarted) frame->spawn->started.add(1);
  frame->state = Running;
  Thread *const thread = countingThread;
  if (__builtin_expect(thread->isFull(), 0)) return resumedSlowly(frame);
  push(*thread, *frame);
}

void cotidy_left(Frame *frame) {
  if (!frame->spawn || frame->state != Running) return;
  frame->state = Finished;
  frame->spawn->finished.add(1);
  pop(frame);
}

void cotidy_destroyed(Frame *frame) {
  if (!frame->spawn) return;
  if (__builtin_expect(frame->state != Finished, 0)) return destroyedEarly(frame);
  frame->spawn = nullptr;
}

void cotidy_task_begin(Frame *frame, const Descriptor *task, void *caller) {
  *frame = {};
  Thread *const thread = currentThread();
  if (!thread) return;
  frame->spawn = spawnOf(task, caller, true);
  if (!frame->spawn) return;
  frame->started = ticks();
  if (settings.timing && !thread->isInCoroutine()) comesTo(*thread, *frame->spawn, frame->started);
}

void cotidy_task_end(Frame *frame) {
  if (!frame->spawn) return;
  const uint64_t time = ticks();
  frame->spawn->addTime(time - frame->started);
  frame->spawn->created.add(1);
  Thread *const thread = enteredThread;
  if (settings.timing && thread && !thread->isInCoroutine()) leaves(*thread, time);
}
