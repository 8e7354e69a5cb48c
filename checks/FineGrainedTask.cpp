// cotidy-fine-grained-task: one task per element where handing it over costs more than doing it.
#include "analysis/Made.h"
#include "analysis/Mentions.h"
#include "analysis/Spawns.h"
#include "checks/Check.h"
#include "checks/support/Options.h"
#include "checks/support/Places.h"
#include "checks/support/TestCode.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;

// Estimates are right within a factor of four, mostly. A body is too small only where even twice its estimate is no more
// than its dispatch: the thread that hands it over could have done it in that time. From the loop to a pool and back are two
// wake-ups of a sleeping thread. 256 tasks are some 100 us of a pool's time.
static constexpr CheckOption options[] = {
    {"fine-grained-task.Margin", "2",
     "the body is too small where so many times its estimate is no more than its dispatch"},
    {"fine-grained-task.RoundTripNs", "20000", "nanoseconds of a coroutine's way to a pool and back"},
    {"fine-grained-task.MinTasks", "256",
     "of a loop whose rounds are known: more than so many tasks are worth a word"}};

namespace {
struct Search {
  const Analysis &analysis;
  const double margin = number(analysis, options[0]);
  const double roundTrip = number(analysis, options[1]);
  const double manyRounds = number(analysis, options[2]);
  const Spawns spawns{analysis.calls()};
  const Repetitions repetitions{analysis.calls()};
};
}  // namespace

static bool touchesTheWorld(const Analysis &analysis, FunctionId body) {
  static constexpr Effect effects[] = {Effect::Sleep,   Effect::Wait,     Effect::File,    Effect::Network,
                                       Effect::Process, Effect::Database, Effect::Console, Effect::BusyWait};
  return std::any_of(std::begin(effects), std::end(effects),
                     [&](Effect e) { return analysis.effects().of(body, e) != nullptr; });
}

/// The body's cost where it is known, and bounded, and small against its dispatch.
static std::optional<Cost> smallBody(const Search &search, const std::vector<FunctionId> &bodies, double dispatch) {
  Cost most;
  for (FunctionId body : bodies) {
    const Cost cost = search.analysis.costs().of(body);
    if (cost.unknownCallee || cost.depth > 0 || !cost.bounded() || touchesTheWorld(search.analysis, body))
      return std::nullopt;
    if (cost.typical * search.margin > dispatch || cost.high > 10 * dispatch) return std::nullopt;
    if (cost.typical >= most.typical) most = cost;
  }
  return bodies.empty() ? std::nullopt : std::optional(most);
}

static std::string timeOf(const Cost &body) {
  return "about " + inWords(body.typical) + (body.compiled ? " (counted in its compiled code)" : "");
}

static bool suspends(const Function &function) {
  return std::any_of(function.ops().begin(), function.ops().end(),
                     [](const facts::OpT *op) { return op->kind == OpKind::Await || op->kind == OpKind::Yield; });
}

// A strand, or a serial executor, runs what it is given in order: work goes there for the order, not for speed.
static bool isSerial(Type type) {
  for (std::string_view name : type.object().namesWithBases())
    for (std::string_view word : {"strand", "Strand", "serial", "Serial"})
      if (lastComponent(name).find(word) != std::string_view::npos) return true;
  return false;
}

/// Is it one of many equal tasks of one pool? Not where each element has an executor of its own.
static bool goesToOnePool(const Spawn &spawn, const Repetition &repetition) {
  if (!isPool(spawn.thread) && spawn.thread != Thread::Own) return false;
  if (spawn.executor < 0) return true;
  if (isSerial(spawn.function->typeOf(spawn.executor))) return false;
  return repetition.function != spawn.function || !variesIn(*spawn.function, spawn.executor, repetition.loop);
}

static std::string howOften(const Repetition &repetition) {
  const std::string of = repetition.over.empty() ? "" : " of '" + repetition.over + "'";
  switch (repetition.kind) {
  case Repetition::Container: return "once per element" + of;
  case Repetition::Constant: return std::to_string(repetition.count) + " times";
  case Repetition::Count:
    return repetition.over.empty() ? "once per round" : "once for each of '" + repetition.over + "'";
  default: return "once per item that is read";
  }
}

// The library's own way to say "so many at once": by the pool's type, else by the result's.
static std::string remedy(const Analysis &analysis, const Spawn &spawn) {
  const Replacement *batch = nullptr;
  for (std::int32_t value : {spawn.executor, spawn.op->result})
    for (std::string_view name : spawn.function->typeOf(value).object().namesWithBases())
      if (!batch) batch = analysis.models().replacement("batch", name);
  const std::string chunk = "give each task a chunk of the elements, a few chunks for each core";
  return batch ? chunk + ", or use '" + batch->text + "'" : chunk;
}

static Finding finding(const Function &function, const facts::OpT &op, const Repetition &repetition) {
  Finding out;
  out.severity = Severity::Warning;
  out.confidence = Confidence::Likely;
  out.at = locate(function, op);
  out.function = function.name();
  out.statement = statementOf(function, op);
  if (repetition.function != &function)
    out.steps = {{locate(*repetition.function, *repetition.op), "it is called here, " + howOften(repetition)}};
  else if (repetition.loop >= 0)
    out.related = {{locate(function, function.body().loops[repetition.loop]->place),
                    "the loop starts a task " + howOften(repetition)}};
  return out;
}

// Reading loops wait for what they read, and a spawn then costs little beside that.
static bool waitsInBetween(const Analysis &analysis, const Repetition &repetition) {
  if (repetition.loop < 0) return false;
  const Function &function = *repetition.function;
  static constexpr Effect effects[] = {Effect::Sleep, Effect::Wait, Effect::Network};
  for (const facts::OpT *op : function.ops()) {
    if (!inLoop(function.body(), *op, repetition.loop)) continue;
    if (op->kind == OpKind::Await) return true;
    for (Effect effect : effects)
      if (analysis.effects().of(function, *op, effect)) return true;
  }
  return false;
}

static bool repeatsOverData(const Search &search, const Repetition &repetition) {
  if (repetition.kind == Repetition::Endless) return false;
  if (repetition.kind == Repetition::Constant) return static_cast<double>(repetition.count) > search.manyRounds;
  if (repetition.kind == Repetition::Count && !takesItem(repetition)) return false;
  return repetition.kind != Repetition::Reading || !waitsInBetween(search.analysis, repetition);
}

// All that the body changes is one variable of the function that starts it, which nobody looks at: it stands for work, in a
// measurement or an example of how tasks are started. There is nothing that could be done in chunks.
static bool isStandIn(const Analysis &analysis, const Spawn &spawn) {
  const Function &function = *spawn.function;
  for (const auto &argument : spawn.op->arguments) {
    const facts::OpT *closure = closureBehind(function, argument->value);
    if (!closure || closure->captures.size() != 1) continue;
    const facts::CapturedT &captured = *closure->captures.front();
    const facts::ValueT *variable = function.value(captured.value);
    if (captured.how != facts::Capture::Reference || !variable || variable->kind != facts::ValueKind::Local ||
        function.typeOf(captured.value).is(facts::TypeKind::LRef))
      continue;
    const Mentions mentions(function);
    const auto &uses = mentions.of(captured.value);
    const bool unread = std::all_of(uses.begin(), uses.end(), [&](const Mention &use) {
      if (use.as == Mention::Capture) return use.op == closure;
      return use.as == Mention::End || use.op->kind == OpKind::Init || use.op->kind == OpKind::Construct;
    });
    const bool alone = std::all_of(spawn.bodies.begin(), spawn.bodies.end(), [&](FunctionId body) {
      const auto &values = analysis.program().function(body).body().values;
      return std::none_of(values.begin(), values.end(),
                          [](const auto &value) { return value->kind == facts::ValueKind::Global; });
    });
    if (unread && alone) return true;
  }
  return false;
}

// What the program's own queue holds is told something when it is called: it is the call at the end of a piece of work, which
// is in the queue beside it. A task takes nothing.
static bool isTold(const Analysis &analysis, const Spawn &spawn) {
  return spawn.home && std::any_of(spawn.bodies.begin(), spawn.bodies.end(), [&](FunctionId body) {
           return !analysis.program().function(body).body().parameters.empty();
         });
}

static void reportSpawn(const Search &search, const Spawn &spawn, std::vector<Finding> &out) {
  const Analysis &analysis = search.analysis;
  // A thread that is kept as one is the business of thread-per-item.
  if (spawn.as == Invocation::ThreadEntry &&
      holdsThreads(analysis.models(),
                   spawn.function->typeOf(spawn.op->object >= 0 ? spawn.op->object : spawn.op->result)))
    return;
  std::optional<double> dispatch = search.spawns.dispatch(spawn);
  if (!dispatch || std::any_of(spawn.bodies.begin(), spawn.bodies.end(),
                               [&](FunctionId b) { return suspends(analysis.program().function(b)); }))
    return;
  if (analysis.fates().awaitedTogether(*spawn.function, spawn.op->result)) dispatch = search.roundTrip;
  std::optional<Cost> body = smallBody(search, spawn.bodies, *dispatch);
  std::optional<Repetition> repetition = body ? search.repetitions.of(*spawn.function, *spawn.op) : std::nullopt;
  if (!repetition || !repeatsOverData(search, *repetition) || !goesToOnePool(spawn, *repetition)) return;
  if (isTestCode(analysis, *repetition->function) || isStandIn(analysis, spawn) || isTold(analysis, spawn)) return;
  Finding found = finding(*spawn.function, *spawn.op, *repetition);
  found.message = "this task is too small: its body takes " + timeOf(*body) + ", handing it over by '" + spawn.by +
                  "' about " + inWords(*dispatch) + ", " + howOften(*repetition) + "; " + remedy(analysis, spawn);
  found.subject = spawn.by;
  if (found.at.line) out.push_back(std::move(found));
}

/// A coroutine that does nothing but go to a pool and work there for a moment; the body's cost.
static std::optional<Cost> hopsForLittle(const Search &search, const Function &function) {
  if (!function.coroutine() || function.generator()) return std::nullopt;
  bool moves = false;
  double suspensions = 0;
  for (const facts::OpT *op : function.ops()) {
    if (op->kind == OpKind::Yield) return std::nullopt;
    if (op->kind != OpKind::Await) continue;
    if (!search.spawns.movesToPool(function, *op)) return std::nullopt;
    moves = true;
    ++suspensions;
  }
  return moves && suspensions <= 2 ? smallBody(search, {function.id()}, search.roundTrip) : std::nullopt;
}

static void reportHop(const Search &search, const Function &function, const facts::OpT &await,
                      std::vector<Finding> &out) {
  const Analysis &analysis = search.analysis;
  const facts::OpT *made = function.definition(function.strip(await.source));
  if (!made) made = function.definition(await.source);
  const CallSite *site = made ? analysis.calls().at(function.id(), made) : nullptr;
  if (!site || site->targets.size() != 1 || !site->certain || search.spawns.at(made)) return;
  const Function &callee = analysis.program().function(site->targets.front());
  std::optional<Cost> body = hopsForLittle(search, callee);
  std::optional<Repetition> repetition = body ? search.repetitions.of(function, await) : std::nullopt;
  if (!repetition || repetition->kind == Repetition::Endless || repetition->kind == Repetition::Reading) return;
  if (isTestCode(analysis, *repetition->function)) return;
  Finding found = finding(function, await, *repetition);
  found.message = "'" + callee.head().display + "' goes to a pool and back, about " + inWords(search.roundTrip) +
                  ", for a body of " + timeOf(*body) + ", " + howOften(*repetition) +
                  "; go to the pool once, before the loop, and call it there as a plain function";
  found.subject = callee.name();
  if (found.at.line) out.push_back(std::move(found));
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  const Search search{analysis};
  for (const Spawn &spawn : search.spawns.all()) reportSpawn(search, spawn, out);
  for (const auto &function : analysis.program().functions()) {
    if (!function->coroutine()) continue;
    for (const facts::OpT *op : function->ops())
      if (op->kind == OpKind::Await) reportHop(search, *function, *op, out);
  }
}

static constexpr std::string_view preferred[] = {"submit-then-wait"};
extern const Check FineGrainedTask{"fine-grained-task",
                                   "granularity",
                                   Severity::Warning,
                                   "One task per element where handing it over costs more than doing it",
                                   run,
                                   preferred,
                                   options};

}  // namespace cotidy
