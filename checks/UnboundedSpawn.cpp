// cotidy-unbounded-spawn: coroutines started as fast as data comes, with nothing that limits how many are alive.
#include "analysis/AwaitOrder.h"
#include "analysis/Containers.h"
#include "analysis/Spawns.h"
#include "analysis/Storage.h"
#include "analysis/Tasks.h"
#include "checks/Check.h"
#include "checks/support/Places.h"
#include "checks/support/Requests.h"
#include "checks/support/TaskWords.h"
#include "checks/support/TestCode.h"

#include <algorithm>
#include <set>

namespace cotidy {

using facts::Bound;
using facts::OpKind;
using facts::ValueKind;

// The awaits and waits of a loop are where it could be held back.
static std::vector<const facts::OpT *> pauses(const Analysis &analysis, const Function &function, std::int32_t loop) {
  std::vector<const facts::OpT *> all;
  for (const facts::OpT *op : function.ops()) {
    if (!inLoop(function.body(), *op, loop)) continue;
    if (op->kind == OpKind::Await || analysis.effects().of(function, *op, Effect::Wait)) all.push_back(op);
  }
  return all;
}

// A connection that was accepted: how many there are is the listener's business.
static bool isConnection(const Analysis &analysis, const Function &function, const facts::OpT &await) {
  for (std::string_view name : function.typeOf(await.result).object().namesWithBases())
    if (const TypeModel *model = analysis.models().type(name); model && model->role == TypeRole::IoObject) return true;
  const facts::OpT *made = function.definition(function.unmoved(await.source));
  const facts::CalleeT *callee = made ? function.callee(made->callee) : nullptr;
  return !callee || lastComponent(callee->name).find("accept") != std::string_view::npos;
}

static bool comesFrom(const Function &function, std::int32_t value, std::int32_t source, std::set<std::int32_t> &seen) {
  if (value < 0 || seen.size() > 100 || !seen.insert(value).second) return false;
  if (value == source) return true;
  const facts::ValueT &v = *function.value(value);
  std::vector<std::int32_t> next = v.inputs;
  if (v.kind == ValueKind::Local)
    for (const facts::OpT *write : function.writes(value)) next.push_back(write->source);
  if (const facts::OpT *made = function.definition(value)) {
    if (made->object >= 0) next.push_back(made->object);
    for (const auto &argument : made->arguments) next.push_back(argument->value);
    for (const auto &capture : made->captures) next.push_back(capture->value);
  }
  return std::any_of(next.begin(), next.end(), [&](std::int32_t n) { return comesFrom(function, n, source, seen); });
}

static bool isGiven(const Function &function, const facts::OpT &call, std::int32_t source) {
  std::set<std::int32_t> seen;
  return std::any_of(call.arguments.begin(), call.arguments.end(),
                     [&](const auto &a) { return comesFrom(function, a->value, source, seen); });
}

/// "for each element of 'urls'"; empty where something bounds it, or where that is not known.
static std::string withoutBound(const Analysis &analysis, const Repetition &repetition) {
  const Function &function = *repetition.function;
  if (repetition.loop < 0) return {};
  const std::vector<const facts::OpT *> stops = pauses(analysis, function, repetition.loop);
  if (repetition.kind == Repetition::Container) {
    const facts::ValueT *range = function.value(repetition.subject);
    const bool given = range && range->kind == ValueKind::Param && !function.head().main;
    return given && stops.empty() && takesItem(repetition) ? "for each element of '" + repetition.over + "'" : "";
  }
  if (const std::int32_t queue = drainedBy(function, repetition.loop); queue >= 0 && stops.empty()) {
    const bool given = function.value(queue)->kind == ValueKind::Param && !function.head().main;
    return given && isGiven(function, *repetition.op, queue)
               ? "for each element of '" + function.value(queue)->name + "'"
               : "";
  }
  if (repetition.kind != Repetition::Endless || stops.size() != 1 || stops.front()->kind != OpKind::Await) return {};
  const facts::OpT &read = *stops.front();
  const bool item = !isConnection(analysis, function, read) && !function.typeOf(read.result).is(facts::TypeKind::Void);
  return item && isGiven(function, *repetition.op, read.result) ? "for each item that the loop reads" : "";
}

static void add(const Function &function, const facts::OpT &op, const std::string &by, const std::string &what,
                std::int32_t loop, std::vector<Finding> &out) {
  Finding finding;
  finding.severity = Severity::Warning;
  finding.confidence = Confidence::Likely;
  finding.at = locate(function, op);
  finding.message = "'" + by + "' starts a coroutine " + what +
                    ", and nothing limits how many are alive: memory and what they open grow with the data; " +
                    "take a permit of a semaphore before each start, or let a few coroutines share the items";
  finding.related = {{locate(function, function.body().loops[loop]->place), "the loop does not wait for any of them"}};
  finding.function = function.name();
  finding.subject = by;
  finding.statement = statementOf(function, op);
  if (finding.at.line) out.push_back(std::move(finding));
}

static void report(const Analysis &analysis, const Repetitions &repetitions, const Spawn &spawn,
                   std::vector<Finding> &out) {
  const Function &function = *spawn.function;
  if (spawn.as != Invocation::Task || spawn.bodies.empty() ||
      analysis.fates().awaitedTogether(function, spawn.op->result))
    return;
  if (!std::all_of(spawn.bodies.begin(), spawn.bodies.end(), [&](FunctionId b) { return isRequest(analysis, b); }))
    return;
  std::optional<Repetition> repetition = spawn.op->loop >= 0 ? repetitions.of(function, *spawn.op) : std::nullopt;
  const std::string what = repetition ? withoutBound(analysis, *repetition) : std::string();
  if (!what.empty() && !isTestCode(analysis, function)) add(function, *spawn.op, spawn.by, what, repetition->loop, out);
}

// ------------------------------------------------------------------ tasks that run by themselves, and are let go

// An await that only lets others run: it holds nobody back.
static bool isYield(const Function &function, const facts::OpT &await) {
  const facts::OpT *made = function.definition(function.unmoved(await.source));
  const facts::CalleeT *callee = made ? function.callee(made->callee) : nullptr;
  return await.kind == OpKind::Await && callee && lastComponent(callee->name).find("yield") != std::string_view::npos;
}

// A task that somebody forgot, and a callback that turned out to be a coroutine, are told of by other rules.
static bool isForgotten(const Analysis &analysis, const Function &function, const facts::OpT &call) {
  const facts::CalleeT *callee = function.callee(call.callee);
  if (callee && callee->operator_ == "()") return true;
  const auto &lost = analysis.taskUses().of(function.id()).lost;
  return std::any_of(lost.begin(), lost.end(), [&](const LostTask &one) {
    return one.task.op == &call && ruleFor(analysis, function, one) != TaskRule::None;
  });
}

// `(void)send(take(), gate.hold())` in a loop that pauses for others, but not for what it has started.
static void reportLetGo(const Analysis &analysis, const Repetitions &repetitions, const Function &function,
                        const facts::OpT &dropped, std::vector<Finding> &out) {
  if (dropped.kind != OpKind::Discard || dropped.loop < 0) return;
  const facts::OpT *call = function.definition(function.unmoved(dropped.source));
  const CallSite *site = call ? analysis.calls().at(function.id(), call) : nullptr;
  const TaskKind kind = call ? taskKind(analysis.models(), function.typeOf(call->result).value()) : TaskKind();
  if (!site || call->loop != dropped.loop || kind.start != Start::Eager) return;
  if (isForgotten(analysis, function, *call)) return;
  const std::vector<FunctionId> bodies = bodiesOf(analysis, *site);
  if (bodies.empty() ||
      !std::all_of(bodies.begin(), bodies.end(), [&](FunctionId body) { return startsRequest(analysis, body); }))
    return;
  const facts::LoopT &loop = *function.body().loops[dropped.loop];
  const std::optional<Repetition> over = repetitions.of(function, *call);
  if (const std::string each = over ? withoutBound(analysis, *over) : std::string(); !each.empty()) {
    if (std::none_of(bodies.begin(), bodies.end(), [&](FunctionId body) { return isHeldBack(analysis, body); }) &&
        !isTestCode(analysis, function))
      add(function, *call, function.callee(call->callee)->display, each, dropped.loop, out);
    return;
  }
  if (loop.bound == Bound::Constant || loop.kind == facts::LoopKind::RangeFor || loop.kind == facts::LoopKind::For)
    return;
  const std::vector<const facts::OpT *> stops = pauses(analysis, function, dropped.loop);
  if (!std::all_of(stops.begin(), stops.end(), [&](const facts::OpT *stop) { return isYield(function, *stop); }))
    return;
  const bool item = std::any_of(call->arguments.begin(), call->arguments.end(),
                                [&](const auto &a) { return variesIn(function, a->value, dropped.loop); });
  if (item && !isTestCode(analysis, function))
    add(function, *call, function.callee(call->callee)->display, "for each item that the loop takes", dropped.loop,
        out);
}

// ------------------------------------------------------------------ functions that start one task for each element

// `parallel_for_each(range, body)`: calls the body for each element at once, and sees to it that all of it runs.
static const Invocation *fansOut(const CallSite &site) {
  for (const FunctionModel *model : site.models)
    for (const Invocation &how : model->invokes)
      if (model->spawns && how.when == Invocation::Later && how.as == Invocation::Handler && how.repeated) return &how;
  return nullptr;
}

// The range, or where its iterators point.
static std::int32_t rangeOf(const Function &function, const facts::OpT &op) {
  const std::int32_t first = op.arguments.empty() ? -1 : function.unmoved(op.arguments.front()->value);
  const facts::OpT *begin = function.definition(first);
  return begin && begin->kind == OpKind::Call && begin->object >= 0 ? function.strip(begin->object)
                                                                    : function.strip(first);
}

// `orders_[key] = …` where the key comes from a caller: it grows with what is asked for, and not with what was configured.
static bool growsWithCallers(const Analysis &analysis, const Function &from, std::int32_t range) {
  const facts::ValueT &data = *from.value(range);
  if (data.kind != ValueKind::Member || !isKeyed(from.typeOf(range).object())) return false;
  const auto grows = [&](const Function &function, const facts::OpT &op) {
    const facts::CalleeT *callee =
        op.kind == OpKind::Call && op.object >= 0 && !op.arguments.empty() ? function.callee(op.callee) : nullptr;
    const facts::ValueT *object = callee ? function.value(function.strip(op.object)) : nullptr;
    if (!object || object->kind != ValueKind::Member || object->usr != data.usr) return false;
    if (callee->operator_ != "[]" && changeBy(lastComponent(callee->name)) != Change::Grows) return false;
    const facts::ValueT *key = function.value(rootOf(function, op.arguments.front()->value));
    return key && key->kind == ValueKind::Param;
  };
  return std::any_of(analysis.program().functions().begin(), analysis.program().functions().end(),
                     [&](const auto &function) {
                       return std::any_of(function->ops().begin(), function->ops().end(),
                                          [&](const facts::OpT *op) { return grows(*function, *op); });
                     });
}

// `rows = co_await select(…)`: as many as there are.
static bool isAnswer(const Analysis &analysis, const Function &function, std::int32_t range) {
  const auto &writes = function.writes(range);
  if (function.value(range)->kind != ValueKind::Local || writes.size() != 1) return false;
  const facts::OpT *await = function.definition(function.unmoved(writes.front()->source));
  const facts::OpT *asked =
      await && await->kind == OpKind::Await ? function.definition(function.unmoved(await->source)) : nullptr;
  const CallSite *site = asked ? analysis.calls().at(function.id(), asked) : nullptr;
  return site && site->models.empty();
}

static void addFanOut(const Analysis &analysis, const Function &function, const CallSite &site, Severity severity,
                      const std::string &data, std::vector<Finding> &out) {
  if (isTestCode(analysis, function)) return;
  Finding finding;
  finding.severity = severity;
  finding.confidence = Confidence::Likely;
  finding.at = locate(function, *site.op);
  const Replacement *batch = analysis.models().replacement("batch", function.resultType().value().name());
  finding.message = "'" + std::string(lastComponent(site.name)) + "' starts a task for each element of '" + data +
                    "' at once, and nothing limits how many are alive: memory and what they open grow with the data; "
                    "let only so many run at the same time" +
                    (batch ? ": '" + batch->text + "'" : ", or take a permit of a semaphore in each");
  finding.function = function.name();
  finding.subject = site.name;
  finding.statement = statementOf(function, *site.op);
  if (finding.at.line) out.push_back(std::move(finding));
}

static void reportFanOut(const Analysis &analysis, const Function &function, const CallSite &site,
                         std::vector<Finding> &out) {
  const Invocation *how = fansOut(site);
  const std::int32_t range = how ? rangeOf(function, *site.op) : -1;
  const facts::ValueT *data = function.value(range);
  if (!data || function.head().main || !containerOf(function.typeOf(range).object())) return;
  const bool grows = growsWithCallers(analysis, function, range);
  if (!grows && data->kind != ValueKind::Param && data->kind != ValueKind::Capture &&
      !isAnswer(analysis, function, range))
    return;
  std::size_t bodies = 0;
  for (const Deferred &d : analysis.calls().deferred()) {
    if (d.op != site.op || !how) continue;
    if (isHeldBack(analysis, d.callee)) return;
    ++bodies;
  }
  if (bodies == 0) return;
  // The caller may know that there are few.
  addFanOut(analysis, function, site, grows ? Severity::Warning : Severity::Hint, data->name, out);
}

// ------------------------------------------------------------------ futures that are put into a list, to wait for all

// `waits.push_back(open(one))`: the list, which outlives the rounds; -1 for none.
static std::int32_t listOf(const Function &function, const facts::OpT &call) {
  for (const facts::OpT *op : function.ops()) {
    const facts::CalleeT *callee = op->kind == OpKind::Call && op->object >= 0 && op->arguments.size() == 1
                                       ? function.callee(op->callee)
                                       : nullptr;
    if (!callee || !callee->system || changeBy(lastComponent(callee->name)) != Change::Grows ||
        function.definition(function.unmoved(op->arguments.front()->value)) != &call)
      continue;
    const std::int32_t list = function.strip(op->object);
    const auto &writes = function.writes(list);
    if (function.value(list)->kind == ValueKind::Local &&
        std::none_of(writes.begin(), writes.end(),
                     [&](const facts::OpT *write) { return inLoop(function.body(), *write, call.loop); }))
      return list;
  }
  return -1;
}

// The outermost loop over what the caller gave, or what was asked for; -1 for none.
static std::int32_t loopOverGiven(const Analysis &analysis, const Function &function, std::int32_t loop) {
  std::int32_t found = -1;
  for (; loop >= 0; loop = function.body().loops[loop]->parent) {
    const facts::LoopT &one = *function.body().loops[loop];
    const std::int32_t data = one.kind == facts::LoopKind::RangeFor ? function.strip(one.range) : -1;
    const facts::ValueT *range = function.value(data);
    if (range && containerOf(function.typeOf(data).object()) &&
        (range->kind == ValueKind::Param || isAnswer(analysis, function, data)))
      found = loop;
  }
  return found;
}

// A body that is known has to last, and to be free of permits; of another one its own name is all that is known.
static bool mayAllRun(const Analysis &analysis, const Function &function, const CallSite &site) {
  const std::vector<FunctionId> bodies = bodiesOf(analysis, site);
  const facts::CalleeT *callee = function.callee(site.op->callee);
  if (bodies.empty())  // what gives a future to a plain function may be a pool, which has its limit
    return function.coroutine() && callee && !callee->system && callee->operator_.empty() && site.models.empty();
  return std::all_of(bodies.begin(), bodies.end(),
                     [&](FunctionId body) { return startsRequest(analysis, body) && !isHeldBack(analysis, body); });
}

// `co_await collectAll(std::move(tasks))`: a lazy task runs when somebody awaits the list, all of them then. A number
// beside the list is how many may be under way.
static bool isGathered(const Analysis &analysis, const Function &function, std::int32_t list) {
  return std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    const CallSite *site = op->kind == OpKind::Call && op->loop < 0 ? analysis.calls().at(function.id(), op) : nullptr;
    if (!site || !site->targets.empty()) return false;
    const auto &given = op->arguments;
    return std::any_of(given.begin(), given.end(), [&](const auto &a) { return rootOf(function, a->value) == list; }) &&
           std::none_of(given.begin(), given.end(),
                        [&](const auto &a) { return function.typeOf(a->value).value().is(facts::TypeKind::Scalar); }) &&
           analysis.fates().awaitedTogether(function, op->result);
  });
}

static void reportCollected(const Analysis &analysis, const Function &function, const CallSite &site,
                            std::vector<Finding> &out) {
  const facts::OpT &call = *site.op;
  const std::int32_t loop = function.head().main ? -1 : loopOverGiven(analysis, function, call.loop);
  const TaskKind kind = loop < 0 ? TaskKind() : taskKind(analysis.models(), function.typeOf(call.result).value());
  if (loop < 0 || (kind.is != TaskKind::Task && kind.is != TaskKind::Future)) return;
  const std::int32_t list = listOf(function, call);
  if (list < 0 || (kind.start != Start::Eager && !isGathered(analysis, function, list))) return;
  const bool element = std::any_of(call.arguments.begin(), call.arguments.end(),
                                   [&](const auto &a) { return variesIn(function, a->value, loop); });
  if (!element || !pauses(analysis, function, loop).empty() || !mayAllRun(analysis, function, site)) return;
  const std::int32_t range = function.strip(function.body().loops[loop]->range);
  addFanOut(analysis, function, site, Severity::Hint, function.value(range)->name, out);
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  const Repetitions repetitions(analysis.calls());
  for (const auto &function : analysis.program().functions()) {
    for (const CallSite &site : analysis.calls().of(function->id())) {
      reportFanOut(analysis, *function, site, out);
      reportCollected(analysis, *function, site, out);
    }
    for (const facts::OpT *op : function->ops()) reportLetGo(analysis, repetitions, *function, *op, out);
  }
  const Spawns spawns(analysis.calls());
  for (const Spawn &spawn : spawns.all()) report(analysis, repetitions, spawn, out);
}

static constexpr std::string_view preferred[] = {"fine-grained-task", "thread-per-item"};
extern const Check UnboundedSpawn{"unbounded-spawn",
                                  "granularity",
                                  Severity::Warning,
                                  "Coroutines started without a bound on how many are alive",
                                  run,
                                  preferred};

}  // namespace cotidy
