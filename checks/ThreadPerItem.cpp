// cotidy-thread-per-item: a thread for each element of a collection, or for each request.
#include "analysis/Spawns.h"
#include "checks/Check.h"
#include "checks/support/BoundThreads.h"
#include "checks/support/Places.h"
#include "checks/support/Requests.h"
#include "checks/support/TestCode.h"

#include <algorithm>
#include <set>

namespace cotidy {

using facts::Bound;
using facts::OpKind;
using facts::ValueKind;

// A loop that takes its rounds from a place that other threads change: a queue, a counter, a flag.
static bool sharesItsWork(const Analysis &analysis, const Function &function, std::int32_t loop) {
  for (const CallSite &site : analysis.calls().of(function.id())) {
    if (!inLoop(function.body(), *site.op, loop)) continue;
    if (analysis.effects().of(function, *site.op, Effect::Wait)) return true;
    if (std::any_of(site.models.begin(), site.models.end(), [](const FunctionModel *m) { return m->polls; }))
      return true;
    const facts::CalleeT *callee = function.callee(site.op->callee);
    if (callee && callee->system && site.op->object >= 0 &&
        function.typeOf(site.op->object).object().name().starts_with("std::atomic"))
      return true;
  }
  return false;
}

// A worker: it runs until somebody stops it, or takes its work from a place that all workers share.
static bool isWorker(const Analysis &analysis, FunctionId body, unsigned depth = 0) {
  const Function &function = analysis.program().function(body);
  const auto &loops = function.body().loops;
  for (std::size_t i = 0; i < loops.size(); ++i)
    if (loops[i]->bound == Bound::Endless || sharesItsWork(analysis, function, static_cast<std::int32_t>(i)))
      return true;
  for (const CallSite &site : analysis.calls().of(body)) {
    for (const FunctionModel *model : site.models)
      if (model->runsLoop) return true;
    if (depth < 3 && site.targets.size() == 1 && site.op->loop < 0 &&
        isWorker(analysis, site.targets.front(), depth + 1))
      return true;
  }
  return false;
}

// std::getline(in, line): the call writes what it is given.
static bool isFilledInLoop(const Function &function, std::int32_t variable, std::int32_t loop) {
  for (const facts::OpT *op : function.ops()) {
    const facts::CalleeT *callee = op->kind == OpKind::Call ? function.callee(op->callee) : nullptr;
    if (!callee || !inLoop(function.body(), *op, loop)) continue;
    for (std::size_t i = 0; i < op->arguments.size() && i < callee->parameters.size(); ++i) {
      const Type type = function.typeOfCallee(callee->parameters[i]->type);
      if (op->arguments[i]->value == variable && type.is(facts::TypeKind::LRef) && !type.target().facts()->const_)
        return true;
    }
  }
  return false;
}

// What a round of the loop got from a call: a request that was read, a connection that was accepted.
static bool takesRequest(const Function &function, std::int32_t value, std::int32_t loop,
                         std::set<std::int32_t> &seen) {
  const facts::ValueT *v = function.value(value);
  if (!v || seen.size() > 100 || !seen.insert(value).second) return false;
  std::vector<std::int32_t> next = v->inputs;
  if (v->kind == ValueKind::Local) {
    if (isFilledInLoop(function, value, loop)) return true;
    for (const facts::OpT *write : function.writes(value))
      if (inLoop(function.body(), *write, loop)) next.push_back(write->source);
  }
  if (const facts::OpT *made = function.definition(value); made && inLoop(function.body(), *made, loop)) {
    const facts::CalleeT *callee = function.callee(made->callee);
    if (made->kind == OpKind::Await || (made->kind == OpKind::Call && callee && !callee->const_ && !callee->nothrow))
      return true;
    for (const auto &capture : made->captures) next.push_back(capture->value);
    for (const auto &argument : made->arguments) next.push_back(argument->value);
  }
  return std::any_of(next.begin(), next.end(), [&](std::int32_t n) { return takesRequest(function, n, loop, seen); });
}

// One thread at a time: the loop waits for each, and starts the next one.
static bool joinsInLoop(const Analysis &analysis, const Repetition &repetition) {
  const Function &function = *repetition.function;
  for (const CallSite &site : analysis.calls().of(function.id()))
    if (inLoop(function.body(), *site.op, repetition.loop) && site.op->object >= 0 &&
        holdsThreads(analysis.models(), function.typeOf(site.op->object)))
      if (std::any_of(site.models.begin(), site.models.end(),
                      [](const FunctionModel *m) { return m->blocks == Blocking::Wait; }))
        return true;
  return false;
}

static bool takesRequest(const Analysis &analysis, const Repetition &repetition) {
  std::set<std::int32_t> seen;
  const auto &given = repetition.op->arguments;
  if (repetition.loop < 0 || joinsInLoop(analysis, repetition)) return false;
  return std::any_of(given.begin(), given.end(), [&](const auto &argument) {
    return takesRequest(*repetition.function, argument->value, repetition.loop, seen);
  });
}

// `std::thread(check).detach();`: the next round starts another one, whether this one has ended or not.
static bool isLetGo(const Function &function, const facts::OpT &made) {
  return std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    const facts::CalleeT *callee = op->kind == OpKind::Call && op->object >= 0 ? function.callee(op->callee) : nullptr;
    if (!callee || !callee->system || lastComponent(callee->name) != "detach") return false;
    const std::int32_t thread = function.strip(op->object);
    const auto &writes = function.writes(thread);
    return thread == function.strip(made.result) ||
           (writes.size() == 1 && function.unmoved(writes.front()->source) == made.result);
  });
}

// `auto *checker = new Checker(this); checker->start();`: an object of the program that is a thread, which the function makes
// and does not wait for.
static bool isLeftRunning(const Function &function, const facts::OpT &start) {
  const std::int32_t thread = start.object >= 0 ? function.strip(start.object) : -1;
  const facts::ValueT *v = function.value(thread);
  const auto &writes = function.writes(thread);
  if (!v || v->kind != ValueKind::Local || writes.size() != 1) return false;
  const facts::OpT *made = function.definition(function.unmoved(writes.front()->source));
  return made && made->kind == OpKind::New &&
         std::none_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
           const facts::CalleeT *callee = op->kind == OpKind::Call ? function.callee(op->callee) : nullptr;
           return callee && lastComponent(callee->name) == "wait" && function.strip(op->object) == thread;
         });
}

/// "for each element of 'files'"; empty where it is not one thread per item.
static std::string perWhat(const Analysis &analysis, const Repetition &repetition) {
  switch (repetition.kind) {
  case Repetition::Container:
    if (!takesItem(repetition)) return {};
    return repetition.over.empty() ? "for each element of a collection"
                                   : "for each element of '" + repetition.over + "'";
  case Repetition::Reading:
  case Repetition::Endless:
    return takesRequest(analysis, repetition) ? "for each request or item that the loop takes" : "";
  default: return {};
  }
}

static void report(const Analysis &analysis, const Spawns &spawns, const Repetitions &repetitions,
                   const std::set<FunctionId> &handlers, const Spawn &spawn, std::vector<Finding> &out) {
  if (spawn.as != Invocation::ThreadEntry || spawn.thread != Thread::Own) return;
  std::optional<Repetition> repetition = repetitions.of(*spawn.function, *spawn.op);
  std::string what = repetition ? perWhat(analysis, *repetition) : std::string();
  const bool rounds =
      repetition && (repetition->kind == Repetition::Reading || repetition->kind == Repetition::Endless);
  if (what.empty() && rounds && (isLetGo(*spawn.function, *spawn.op) || isLeftRunning(*spawn.function, *spawn.op)))
    what = "in each round of a loop, and nobody waits for it";
  if (!repetition && handlers.count(spawn.function->id()))
    what = "for each connection or request that the handler gets";
  if (what.empty() || isTestCode(analysis, *spawn.function)) return;
  const bool request = !repetition || repetition->kind != Repetition::Container;
  if (!request && std::any_of(spawn.bodies.begin(), spawn.bodies.end(),
                              [&](FunctionId b) { return isWorker(analysis, b) || bindsItself(analysis, b); }))
    return;
  Finding finding;
  finding.severity = Severity::Warning;
  // Who accepts, or reads, starts as many as others ask for. How many elements a collection has, nobody says.
  finding.confidence = spawn.bodies.empty() || !request ? Confidence::Possible : Confidence::Likely;
  finding.at = locate(*spawn.function, *spawn.op);
  std::optional<double> dispatch = spawns.dispatch(spawn);
  finding.message = "'" + spawn.by + "' starts a thread " + what +
                    ": as many threads as the data or the clients ask for" +
                    (dispatch ? ", each about " + inWords(*dispatch) + " to start, with a stack of its own" : "") +
                    "; start a few threads, one for each core, and let them share the items, or use a pool";
  if (repetition && repetition->function != spawn.function)
    finding.steps = {{locate(*repetition->function, *repetition->op), "it is called here, once " + what}};
  else if (repetition && repetition->loop >= 0)
    finding.related = {
        {locate(*spawn.function, spawn.function->body().loops[repetition->loop]->place), "a thread " + what}};
  finding.function = spawn.function->name();
  finding.subject = spawn.by;
  finding.statement = statementOf(*spawn.function, *spawn.op);
  if (finding.at.line) out.push_back(std::move(finding));
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  const Spawns spawns(analysis.calls());
  const Repetitions repetitions(analysis.calls());
  const std::set<FunctionId> handlers = requestHandlers(analysis.calls());
  for (const Spawn &spawn : spawns.all()) report(analysis, spawns, repetitions, handlers, spawn, out);
}

static constexpr std::string_view preferred[] = {"submit-then-wait", "fine-grained-task"};
extern const Check ThreadPerItem{"thread-per-item",
                                 "granularity",
                                 Severity::Warning,
                                 "A thread started per item of a collection or per request",
                                 run,
                                 preferred};

}  // namespace cotidy
