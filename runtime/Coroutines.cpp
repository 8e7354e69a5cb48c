// Coroutines.cpp: what instrumented code calls. A thread keeps the stack of coroutines that run on it; each coroutine
// keeps its own state in its frame. Nothing here waits, allocates or unwinds.
#include "runtime/Clock.h"
#include "runtime/Hooks.h"
#include "runtime/Loop.h"
#include "runtime/Process.h"
#include "runtime/Settings.h"
#include "runtime/Sites.h"
#include "runtime/Thread.h"

using namespace cotidy::runtime;

namespace {

enum State : uint64_t { Running, Unstarted, Suspended, Finished };

[[gnu::noinline]] void startTime(Frame &frame) { frame.started = ticks(); }

void push(Thread &thread, Frame &frame) {
  if (thread.depth == 0) __atomic_store_n(&thread.run, thread.run + 1, __ATOMIC_RELAXED);
  if (thread.depth < Thread::kept) thread.running[thread.depth] = &frame;
  ++thread.depth;
  if (settings.timing) startTime(frame);
}

/// What lies above the frame left without telling (it was destroyed from outside): it goes, too.
[[gnu::noinline]] void popDeep(Thread &thread, const Frame &frame) {
  if (thread.depth > Thread::kept) {
    --thread.depth;
    return;
  }
  uint32_t at = thread.depth;
  while (at > 0 && thread.running[at - 1] != &frame) --at;
  if (at != 0) thread.depth = at - 1;
}

[[gnu::noinline]] void addTime(Frame &frame) {
  if (frame.started == 0) return;
  const uint64_t ns = nanosecondsOf(ticks() - frame.started);
  frame.started = 0;
  frame.spawn->ns.add(ns);
  frame.spawn->longest.raiseTo(ns);
}

void pop(Thread &thread, Frame &frame) {
  const uint32_t top = thread.depth - 1;
  if (__builtin_expect(top < Thread::kept && thread.running[top] == &frame, 1))
    thread.depth = top;
  else
    popDeep(thread, frame);
  if (thread.depth == 0 && __builtin_expect(thread.sampledRun == thread.run, 0)) countLongRun(thread);
  if (settings.timing) addTime(frame);
}

Spawn *spawnOf(const Descriptor *descriptor, void *creator, bool isTask) {
  const uint64_t key = mix(mix(0, reinterpret_cast<uintptr_t>(descriptor)), reinterpret_cast<uintptr_t>(creator));
  return spawns.find(key, [&](Spawn &spawn) {
    spawn.descriptor = descriptor;
    spawn.creator = reinterpret_cast<uintptr_t>(creator) - 1;  // the call, not what follows it
    spawn.isTask = isTask;
  });
}

}  // namespace

void cotidy_created(Frame *frame, const Descriptor *coroutine, void *creator) {
  *frame = {};
  Thread *thread = currentThread();
  if (!thread) return;
  frame->spawn = spawnOf(coroutine, creator, false);
  if (!frame->spawn) return;
  frame->spawn->created.add(1);
  push(*thread, *frame);
  needWatchdog();
}

void cotidy_suspended(Frame *frame, Suspension kind) {
  if (!frame->spawn) return;
  if (kind == Suspension::Initial) frame->spawn->parked.add(1);
  if (kind == Suspension::Final) frame->spawn->finished.add(1);
  frame->state = kind == Suspension::Initial ? Unstarted : kind == Suspension::Final ? Finished : Suspended;
  if (Thread *thread = currentThread()) pop(*thread, *frame);
}

void cotidy_resumed(Frame *frame) {
  if (!frame->spawn) return;
  if (frame->state == Unstarted) frame->spawn->started.add(1);
  frame->spawn->resumed.add(1);
  frame->state = Running;
  if (Thread *thread = currentThread()) push(*thread, *frame);
}

void cotidy_continued(Frame *frame) {
  if (!frame->spawn || frame->state == Running) return;
  if (frame->state == Unstarted) frame->spawn->started.add(1);
  frame->state = Running;
  if (Thread *thread = currentThread()) push(*thread, *frame);
}

void cotidy_left(Frame *frame) {
  if (!frame->spawn || frame->state != Running) return;
  frame->state = Finished;
  frame->spawn->finished.add(1);
  if (Thread *thread = currentThread()) pop(*thread, *frame);
}

void cotidy_destroyed(Frame *frame) {
  Spawn *const spawn = frame->spawn;
  if (!spawn) return;
  switch (frame->state) {
  case Unstarted: spawn->unstarted.add(1); break;
  case Suspended: spawn->abandoned.add(1); break;
  case Running:  // without a final suspension it ends here
    spawn->finished.add(1);
    if (Thread *thread = currentThread()) pop(*thread, *frame);
    break;
  default: break;
  }
  frame->spawn = nullptr;
}

void cotidy_task_begin(Frame *frame, const Descriptor *task, void *caller) {
  *frame = {};
  if (!currentThread()) return;
  frame->spawn = spawnOf(task, caller, true);
  if (frame->spawn) frame->started = ticks();
}

void cotidy_task_end(Frame *frame) {
  if (!frame->spawn) return;
  const uint64_t ns = nanosecondsOf(ticks() - frame->started);
  frame->spawn->created.add(1);
  frame->spawn->ns.add(ns);
  frame->spawn->longest.raiseTo(ns);
}
