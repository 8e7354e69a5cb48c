// Loop.cpp: rounds of event loops, and the samples of those that stall.
#include "runtime/Loop.h"

#include "runtime/Clock.h"
#include "runtime/Makers.h"
#include "runtime/Process.h"
#include "runtime/Settings.h"
#include "runtime/Sites.h"

#include <errno.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace cotidy::runtime {

namespace {

/// A wait for a lock or another thread that is longer than this is looked at while it lasts: it may last forever.
constexpr uint64_t endlessNs = 1'000'000'000;

int watchdogSignal() { return SIGRTMIN + 5; }

void count(StallSite &site, uint64_t ns) {
  site.stalls.add(1);
  site.ns.add(ns);
  site.longest.raiseTo(ns);
}

void countStallAt(const Stack &stack, bool blocked, uint64_t ns) {
  StallSite *site = stallSites.find(mix(hashOf(stack), blocked), [&](StallSite &fresh) {
    fresh.blocked = blocked;
    fresh.stack = stack;
  });
  if (site) count(*site, ns);
}

/// Who is ready and has no processor holds nobody up: others have it. What was over before the watchdog first looked is
/// not known.
uint64_t withoutDelay(const Thread &thread, uint64_t ns, uint64_t delayBefore) {
  const uint64_t delay = delayOf(thread.id);
  const uint64_t waited = delay > delayBefore ? delay - delayBefore : 0;
  return ns > waited ? ns - waited : 0;
}

void keepWaitStack(Thread &thread) {
  const int error = errno;
  const Inside inside(thread);
  takeStack(thread.waitStack);
  errno = error;
}

bool isInRound(const Thread &thread) {
  return thread.loop && __atomic_load_n(&thread.roundStart, __ATOMIC_ACQUIRE) != 0;
}

void sampleRun(Thread &thread) {
  takeStack(thread.runSample);
  thread.runSampleTime = ticks();
  thread.runSampleCpu = threadCpu();
  thread.runSampleSwitches = voluntarySwitches();
  thread.sampledRun = thread.run;
  countingThread = &fullThread;  // so that its end is asked for
}

/// Runs on the thread that was asked. Takes no lock and allocates nothing.
void answer(int) {
  Thread *thread = enteredThread;
  if (!thread) return;
  const int error = errno;
  const Inside inside(*thread);
  if (thread->callStart != 0 && !thread->callSampled) {
    takeStack(thread->callStack);
    __atomic_store_n(&thread->callSampled, true, __ATOMIC_RELEASE);
  } else if (thread->callStart == 0 && !isInRound(*thread)) {
    const bool isSeen = thread->isInCoroutine() && thread->seenRun == thread->run;
    if (isSeen && thread->sampledRun != thread->run) sampleRun(*thread);
  } else if (thread->callStart == 0 && thread->sampledRound != thread->round) {
    takeStack(thread->sample);
    thread->sampleSwitches = voluntarySwitches();
    __atomic_store_n(&thread->sampledRound, thread->round, __ATOMIC_RELEASE);
  }
  errno = error;
}

/// The distance of two readings of ticks(), one of another thread.
bool isLonger(uint64_t start, uint64_t end, uint64_t ns) {
  return end > start && !surelyShorter(end - start, ns) && nanosecondsOf(end - start) >= ns;
}

/// A signal makes system calls return early. So only waits that go on by themselves are asked, and sleeps never.
bool isEndless(const Thread &thread, uint64_t time) {
  const uint64_t start = __atomic_load_n(&thread.callStart, __ATOMIC_ACQUIRE);
  if (start == 0 || !isLonger(start, time, endlessNs) || thread.callSampled) return false;
  const Callee *callee = thread.callee;
  return callee && (callee->kind == Kind::Lock || callee->kind == Kind::Wait);
}

bool isOverdue(const Thread &thread, uint64_t time) {
  const uint64_t start = __atomic_load_n(&thread.roundStart, __ATOMIC_ACQUIRE);
  if (!thread.loop || start == 0 || !isLonger(start, time, settings.stallNs)) return false;
  return thread.sampledRound != thread.round && __atomic_load_n(&thread.callStart, __ATOMIC_ACQUIRE) == 0;
}

void noteRound(Thread &thread) {
  const uint64_t round = __atomic_load_n(&thread.round, __ATOMIC_RELAXED);
  if (thread.delayRound == round || !isInRound(thread)) return;
  thread.delayAtRound = delayOf(thread.id);
  __atomic_store_n(&thread.delayRound, round, __ATOMIC_RELEASE);
}

/// A coroutine runs where no loop counts rounds: the time begins when it is first seen, so that resuming reads no clock.
bool isLongRun(Thread &thread, uint64_t time) {
  if (!thread.isInCoroutine() || isInRound(thread)) return false;
  const uint64_t run = __atomic_load_n(&thread.run, __ATOMIC_RELAXED);
  if (thread.seenRun != run) {
    thread.seenSince = time;
    thread.delayAtRun = delayOf(thread.id);
    thread.seenRun = run;
    return false;
  }
  return thread.sampledRun != run && __atomic_load_n(&thread.callStart, __ATOMIC_ACQUIRE) == 0 &&
         isLonger(thread.seenSince, time, settings.stallNs);
}

}  // namespace

void countWithRound(Thread &thread, CallSite &site, uint64_t ns) {
  if (thread.heldCount == Thread::mostHeld)
    site.count(true, ns);
  else
    thread.held[thread.heldCount++] = {&site, ns};
}

bool turnsAroundAnother(Thread &thread, LoopWait wait) {
  if (!wait.certain) {
    if (thread.waitCertain || !wait.many) return false;
    if (thread.waitCaller && wait.frame < thread.waitFrame) return false;  // deeper on the stack: within a round
  }
  if (!wait.certain || !thread.waitCertain) thread.waitsToLoop = wait.certain ? 2 : 4;
  thread.waitCaller = wait.caller;
  thread.waitFrame = wait.frame;
  thread.waitCertain = wait.certain;
  return true;
}

void countIfStall(Thread &thread, uint64_t time) {
  const Inside inside(thread);
  uint64_t ns = nanosecondsOf(time);
  if (thread.delayRound == thread.round) ns = withoutDelay(thread, ns, thread.delayAtRound);
  if (ns <= settings.stallNs) return;
  const bool blockedCall = thread.blockedInRound > ns / 2;
  const bool sampled = thread.sampledRound == thread.round;
  const bool blocked = blockedCall || (sampled && voluntarySwitches() != thread.sampleSwitches);
  Stack none = {};
  const Stack &stack = blockedCall ? thread.longestCallStack : sampled ? thread.sample : none;
  countStallAt(stack, blocked, ns);
}

void countHeld(Thread &thread) {
  for (uint32_t i = 0; i < thread.heldCount; ++i) thread.held[i].site->count(true, thread.held[i].ns);
  thread.heldCount = 0;
}

/// One wait makes no loop.
void waitsOnce(Thread &thread) {
  thread.loop = --thread.waitsToLoop == 0;
  if (thread.loop) keepWaitStack(thread);
  needWatchdog();
}

void noteCallInRound(Thread &thread, uint64_t ns, const Stack &stack) {
  thread.blockedInRound += ns;
  if (ns <= thread.longestCall) return;
  thread.longestCall = ns;
  thread.longestCallStack = stack;
}

/// One that slept for most of the time did not compute: its calls are told where they blocked.
void countLongRun(Thread &thread) {
  const int error = errno;
  const Inside inside(thread);
  const uint64_t time = ticks(), passed = nanosecondsOf(time - thread.runSampleTime);
  const bool slept =
      voluntarySwitches() != thread.runSampleSwitches && (threadCpu() - thread.runSampleCpu) * 4 < passed;
  const uint64_t ns = withoutDelay(thread, nanosecondsOf(time - thread.seenSince), thread.delayAtRun);
  errno = error;
  thread.sampledRun = 0;
  if (slept || ns <= settings.stallNs || isInRound(thread)) return;
  const ThreadSite *const madeBy = makerOf(thread.handle);
  const uint64_t key = mix(mix(hashOf(thread.runSample), reinterpret_cast<uintptr_t>(madeBy)), 2);
  StallSite *site = stallSites.find(key, [&](StallSite &fresh) {
    fresh.inCoroutine = true;
    fresh.maker = madeBy;
    fresh.stack = thread.runSample;
  });
  if (site) count(*site, ns);
}

void lookAtThreads() {
  const uint64_t time = ticks();
  for (Thread *thread = __atomic_load_n(&threads, __ATOMIC_ACQUIRE); thread; thread = thread->next) {
    if (!__atomic_load_n(&thread->used, __ATOMIC_ACQUIRE)) continue;
    noteRound(*thread);
    if (isOverdue(*thread, time) || isEndless(*thread, time) || isLongRun(*thread, time))
      ::syscall(SYS_tgkill, getpid(), thread->id, watchdogSignal());
  }
}

namespace {

/// A handler that holds its loop up until the program is ended.
void countOpenRound(const Thread &thread, uint64_t time) {
  const uint64_t start = __atomic_load_n(&thread.roundStart, __ATOMIC_ACQUIRE);
  if (!thread.loop || start == 0 || !isLonger(start, time, settings.stallNs)) return;
  for (uint32_t i = 0; i < thread.heldCount; ++i) thread.held[i].site->count(true, thread.held[i].ns);
  const uint64_t ns = nanosecondsOf(time - start);
  const bool blockedBefore = thread.blockedInRound > ns / 2;
  const bool isInCall = thread.callStart != 0;
  Stack none = {};
  const Stack &stack = blockedBefore                         ? thread.longestCallStack
                       : isInCall && thread.callSampled      ? thread.callStack
                       : thread.sampledRound == thread.round ? thread.sample
                                                             : none;
  countStallAt(stack, blockedBefore || isInCall, ns);
}

}  // namespace

void countEndlessCalls(bool wasToldToEnd) {
  const uint64_t time = ticks();
  for (Thread *thread = __atomic_load_n(&threads, __ATOMIC_ACQUIRE); thread && wasToldToEnd; thread = thread->next)
    if (__atomic_load_n(&thread->used, __ATOMIC_ACQUIRE)) countOpenRound(*thread, time);
  for (Thread *thread = __atomic_load_n(&threads, __ATOMIC_ACQUIRE); thread; thread = thread->next) {
    const uint64_t start = __atomic_load_n(&thread->callStart, __ATOMIC_ACQUIRE);
    if (start == 0 || !__atomic_load_n(&thread->callSampled, __ATOMIC_ACQUIRE)) continue;
    const Callee *callee = thread->callee;
    const ThreadSite *const madeBy = makerOf(thread->handle);
    const uint64_t key = mix(hashOf(thread->callStack), thread->depth());
    CallSite *site = callSites.find(mix(key, reinterpret_cast<uintptr_t>(madeBy)), [&](CallSite &fresh) {
      fresh.callee = callee;
      const bool onLoop = wasToldToEnd && thread->loop && thread->roundStart != 0;
      fresh.context = thread->isInCoroutine() ? Context::Coroutine : onLoop ? Context::Loop : Context::Thread;
      fresh.maker = madeBy;
      fresh.stack = thread->callStack;
    });
    if (!site || site->calls.read() != 0) continue;
    site->calls.add(1);
    site->blocked.add(1);
    const uint64_t ns = nanosecondsOf(time - start);
    site->ns.add(ns);
    site->longest.raiseTo(ns);
  }
}

void answerWatchdog() {
  struct sigaction action = {};
  action.sa_handler = answer;
  action.sa_flags = SA_RESTART;
  sigaction(watchdogSignal(), &action, nullptr);
}

}  // namespace cotidy::runtime
