// Contexts spread from spawn points to what they start, and on to what that calls or awaits, until nothing changes.
#include "analysis/Contexts.h"

#include <algorithm>

namespace cotidy {

std::string_view nameOf(Invocation::As as) {
  switch (as) {
  case Invocation::Plain: return "function";
  case Invocation::Handler: return "handler";
  case Invocation::Task: return "coroutine";
  case Invocation::PoolTask: return "task";
  case Invocation::ThreadEntry: return "thread";
  }
  return "function";
}

Contexts::Contexts(const Effects &effects)
    : calls_(effects.calls()), program_(calls_.program()), contexts_(program_.functions().size()) {
  seed();
  inherit();
}

// One context for each kind of thread is enough; the first one found names it.
bool Contexts::add(FunctionId function, Context context) {
  for (Context &known : contexts_[function])
    if (known.thread == context.thread) {
      bool better = context.direct && !known.direct;
      if (better) known = std::move(context);
      return better;
    }
  contexts_[function].push_back(std::move(context));
  return true;
}

void Contexts::seed() {
  for (const Deferred &d : calls_.deferred()) {
    // Resumed by hand in a plain function: that function's thread, whatever it is.
    const bool byHand =
        d.thread == Thread::Caller && d.as == Invocation::Task && !program_.function(d.from).coroutine();
    if ((d.thread == Thread::Current || d.thread == Thread::Caller) && !byHand) continue;
    add(d.callee, {d.thread, d.as, true, d.from, d.op, d.by});
  }
}

void Contexts::inherit() {
  std::map<FunctionId, Hops> hops;
  for (const auto &function : program_.functions())
    if (function->coroutine()) hops.emplace(function->id(), Hops(calls_, *function));
  for (bool changed = true; changed;) {
    changed = false;
    auto pass = [&](FunctionId from, FunctionId to, const facts::OpT *op, bool direct, Invocation::As as,
                    const std::string &by) {
      // A copy: adding may move the list.
      const std::vector<Context> known = contexts_[from];
      for (const Context &context : known) changed |= add(to, {context.thread, as, direct, from, op, by});
    };
    for (const Deferred &d : calls_.deferred())
      if (d.thread == Thread::Current || d.thread == Thread::Caller) pass(d.from, d.callee, d.op, true, d.as, d.by);
    for (const auto &function : program_.functions())
      for (const CallSite &site : calls_.of(function->id())) {
        if (calls_.handedOver(site.op)) continue;
        auto hop = hops.find(function->id());
        const bool away = hop != hops.end() && !hop->second.home(site.op);
        for (FunctionId target : site.targets) {
          if (program_.function(target).coroutine() && !function->coroutine()) continue;
          if (away)
            changed |= add(target,
                           {hop->second.thread(site.op), Invocation::Plain, false, function->id(), site.op, site.name});
          else
            pass(function->id(), target, site.op, false, Invocation::Plain, site.name);
        }
      }
  }
}

// A stackful task shares its thread with others, as handlers of a loop do.
static bool loopThread(Thread thread) {
  return thread == Thread::Loop || thread == Thread::IoPool || thread == Thread::Fiber;
}

Standing Contexts::standing(FunctionId id) const {
  const Function &function = program_.function(id);
  const bool coroutine = function.coroutine() && !function.generator();
  Standing out;
  bool unknown = true;
  for (const Context &context : contexts_[id]) {
    if (!coroutine && !context.direct) continue;  // a plain function: whoever is async calls it
    if (loopThread(context.thread)) return {true, true, false, &context};
    if (context.thread == Thread::ComputePool && !out.async) out = {true, true, true, &context};
    unknown &= context.thread == Thread::Unknown || context.thread == Thread::Erased;
  }
  if (out.async || !coroutine || !unknown) return out;
  return {true, false, false, contexts_[id].empty() ? nullptr : &contexts_[id].front()};
}

}  // namespace cotidy
