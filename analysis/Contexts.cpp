// Contexts spread from spawn points to what they start, and on to what that calls or awaits, until nothing changes.
#include "analysis/Contexts.h"

#include "analysis/MovedObjects.h"
#include "analysis/OwnReactors.h"

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

// Only a stackful task may make the call: it suspends the task, and never the thread. A future that a call right there
// has begun has to be waited for, one that comes from elsewhere may be there already.
static bool needsFiber(const Function &function, const CallSite &site) {
  const auto any = [&](auto &&holds) { return std::any_of(site.models.begin(), site.models.end(), holds); };
  if (!any([](const FunctionModel *model) { return model->suspends; })) return false;
  if (any([](const FunctionModel *model) { return model->nonblocking || model->pauses; })) return true;
  const bool waits = any([](const FunctionModel *model) { return model->blocks == Blocking::Wait; });
  const facts::OpT *made = waits ? function.definition(site.op->object) : nullptr;
  return made && made->kind == facts::OpKind::Call && made->full_expression == site.op->full_expression;
}

static const facts::OpT *fiberCall(const Calls &calls, const Function &function) {
  for (const CallSite &site : calls.of(function.id()))
    if (needsFiber(function, site)) return site.op;
  return nullptr;
}

// Plain functions that nobody is known to start or to call, and that make such calls, themselves or through others like
// them: fibers, though nobody sees who starts them.
static std::map<FunctionId, const facts::OpT *> hiddenFibers(const Calls &calls,
                                                             const std::vector<std::vector<Context>> &known) {
  std::map<FunctionId, const facts::OpT *> reached;
  std::vector<FunctionId> todo;
  auto reach = [&](FunctionId id, const facts::OpT *op) {
    const Function &function = calls.program().function(id);
    const auto &callers = calls.callersOf(id);
    // Where a coroutine calls it, or ends an object by it, the mistake is that coroutine's.
    const bool byCoroutine = lastComponent(function.name()).starts_with('~') ||
                             std::any_of(callers.begin(), callers.end(), [&](const Caller &caller) {
                               return calls.program().function(caller.function).coroutine();
                             });
    const bool plain = !function.coroutine() && !byCoroutine && known[id].empty() && function.name() != "main";
    if (op && plain && reached.emplace(id, op).second) todo.push_back(id);
  };
  for (const auto &function : calls.program().functions()) reach(function->id(), fiberCall(calls, *function));
  while (!todo.empty()) {
    const FunctionId id = todo.back();
    todo.pop_back();
    for (const Caller &caller : calls.callersOf(id)) reach(caller.function, caller.op);
  }
  return reached;
}

Contexts::Contexts(const Effects &effects)
    : calls_(effects.calls()), program_(calls_.program()), contexts_(program_.functions().size()) {
  seed();
  inherit();
  const auto fibers = hiddenFibers(calls_, contexts_);
  for (const auto &[id, op] : fibers) add(id, {Thread::Fiber, Invocation::Plain, true, id, op, {}});
  if (!fibers.empty()) inherit();
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
  const MovedObjects moved(calls_);
  for (const Deferred &d : calls_.deferred()) {
    // Resumed by hand in a plain function: that function's thread, whatever it is.
    const bool byHand =
        d.thread == Thread::Caller && d.as == Invocation::Task && !program_.function(d.from).coroutine();
    if ((d.thread == Thread::Current || d.thread == Thread::Caller) && !byHand) continue;
    const bool elsewhere = d.thread == Thread::Loop && d.op && moved.receive(program_.function(d.from), *d.op);
    add(d.callee, {elsewhere ? Thread::Own : d.thread, d.as, true, d.from, d.op, d.by});
  }
  for (const ReactorHandler &served : reactorHandlers(calls_))
    add(served.handler, {Thread::Loop, Invocation::Handler, true, served.from, served.op, served.by});
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
    const bool told = context.thread != Thread::Fiber || context.from != id;
    if (loopThread(context.thread)) return {true, told, false, &context};
    if (context.thread == Thread::ComputePool && !out.async) out = {true, true, true, &context};
    unknown &= context.thread == Thread::Unknown || context.thread == Thread::Erased;
  }
  if (out.async || !coroutine || !unknown) return out;
  return {true, false, false, contexts_[id].empty() ? nullptr : &contexts_[id].front()};
}

}  // namespace cotidy
