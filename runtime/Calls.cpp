// Calls.cpp: measures a call, and counts it at its place.
#include "runtime/Calls.h"

#include "runtime/Clock.h"
#include "runtime/Makers.h"

namespace cotidy::runtime {

namespace {

Context contextOf(const Thread &thread) {
  if (thread.isInCoroutine()) return Context::Coroutine;
  return thread.loop && thread.roundStart != 0 ? Context::Loop : Context::Thread;
}

const Descriptor *coroutineOf(const Thread &thread) {
  const Frame *innermost = *thread.top;
  const Spawn *spawn = innermost ? innermost->spawn : nullptr;
  return spawn ? spawn->descriptor : nullptr;
}

void describe(CallSite &site, const Thread &thread, const Callee &callee, Context context) {
  site.callee = &callee;
  site.context = context;
  site.coroutine = coroutineOf(thread);
}

/// Where a call blocked, the whole stack names the place: a helper that sleeps has many callers.
CallSite *siteOfBlocked(const Thread &thread, const Callee &callee, Context context, const Stack &stack) {
  const uintptr_t lock = innermostLock(thread), holder = thread.waitsForHolder;
  uint64_t key = mix(mix(hashOf(stack), reinterpret_cast<uintptr_t>(&callee)), static_cast<uint64_t>(context));
  const ThreadSite *const madeBy = makerOf(thread.handle);
  key = mix(key, reinterpret_cast<uintptr_t>(madeBy));
  if (settings.locks) key = mix(mix(key, lock), holder);
  return callSites.find(key, [&](CallSite &site) {
    describe(site, thread, callee, context);
    site.stack = stack;
    site.maker = madeBy;
    site.lock = lock;
    site.holder = holder;
  });
}

/// Where it did not, the caller will do: stacks are dear.
CallSite *siteOfQuick(const Thread &thread, const Callee &callee, Context context, void *caller) {
  uint64_t key = mix(reinterpret_cast<uintptr_t>(caller), reinterpret_cast<uintptr_t>(&callee));
  key = mix(key, reinterpret_cast<uintptr_t>(coroutineOf(thread)));
  return callSites.find(key, [&](CallSite &site) {
    describe(site, thread, callee, context);
    takeStack(site.stack);
  });
}

}  // namespace

Call::Call(Thread &thread, const Callee &callee) : thread_(thread), callee_(callee), context_(contextOf(thread)) {
  ++thread.inside;
  if (context_ == Context::Coroutine) switches_ = voluntarySwitches();
  if (callee.kind == Kind::Lock || callee.kind == Kind::Wait) needWatchdog();  // this one may never come back
  thread.callee = &callee;
  thread.callSampled = false;
  __atomic_store_n(&thread.callStart, ticks(), __ATOMIC_RELEASE);
}

void Call::end(void *caller, int descriptor) {
  const uint64_t time = ticks() - thread_.callStart;
  __atomic_store_n(&thread_.callStart, 0, __ATOMIC_RELEASE);
  thread_.waited += time;
  if (context_ != Context::Coroutine && surelyShorter(time, settings.blockNs)) {
    --thread_.inside;
    return;
  }
  const uint64_t ns = nanosecondsOf(time);
  // A thread that was preempted took long, but did not block. Outside of coroutines that is too dear to be asked.
  const auto slept = [&] { return context_ != Context::Coroutine || voluntarySwitches() != switches_; };
  const bool blocked = ns >= settings.blockNs && slept() && (descriptor == none || askWhetherWaits(descriptor));
  CallSite *site = nullptr;
  if (blocked) {
    Stack stack;
    takeStack(stack);
    site = siteOfBlocked(thread_, callee_, context_, stack);
    if (context_ != Context::Thread) noteCallInRound(thread_, ns, stack);
    needWatchdog();
  } else if (context_ == Context::Coroutine) {
    site = siteOfQuick(thread_, callee_, context_, caller);
  }
  if (site && context_ == Context::Loop)
    countWithRound(thread_, *site, ns);
  else if (site)
    site->count(blocked, ns);
  --thread_.inside;
}

}  // namespace cotidy::runtime
