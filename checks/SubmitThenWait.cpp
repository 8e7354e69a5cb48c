// cotidy-submit-then-wait: a task handed to another thread, and waited for at once.
#include "analysis/Flow.h"
#include "analysis/Made.h"
#include "analysis/PoolOwners.h"
#include "analysis/PoolTasks.h"
#include "checks/Check.h"
#include "checks/support/BoundThreads.h"
#include "checks/support/Options.h"
#include "checks/support/Places.h"
#include "checks/support/TestCode.h"

#include <algorithm>
#include <set>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

static constexpr CheckOption options[] = {
    {"submit-then-wait.MinWorkNs", "1000",
     "the caller has something to do meanwhile where it takes so many nanoseconds"}};
static constexpr std::size_t mostOperations = 200;

// `promise.get_future()`: the other end of what the work has.
static bool takesFuture(const Function &function, const facts::OpT &op) {
  const facts::CalleeT *callee = op.kind == OpKind::Call && op.object >= 0 ? function.callee(op.callee) : nullptr;
  return callee && callee->system && lastComponent(callee->name) == "get_future";
}

// `bakeNow(oven, job)`: where it runs, and what, is the choice of who calls this helper.
static bool runsWhatIsGiven(const Function &function, const Spawn &spawn) {
  const auto isParam = [&](std::int32_t value) {
    const facts::ValueT *v = function.value(function.unmoved(value));
    return v && v->kind == ValueKind::Param;
  };
  if (!isParam(spawn.executor)) return false;
  return std::any_of(spawn.op->arguments.begin(), spawn.op->arguments.end(), [&](const auto &argument) {
    const facts::OpT *closure = closureBehind(function, argument->value);
    return closure && std::any_of(closure->captures.begin(), closure->captures.end(), [&](const auto &capture) {
             const Type type = function.type(capture->type).object();
             const bool callable = type.isClosure() || lastComponent(type.name()).ends_with("function");
             return callable && isParam(capture->value);
           });
  });
}

// `post(pool, [&] { done.set_value(); })`: nothing but a sign that all before it has been taken.
static bool onlySignals(const Analysis &analysis, const Spawn &spawn) {
  return std::all_of(spawn.bodies.begin(), spawn.bodies.end(), [&](FunctionId body) {
    const Function &function = analysis.program().function(body);
    return std::all_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
      if (op->kind != OpKind::Call) return op->loop < 0;
      const facts::CalleeT *callee = function.callee(op->callee);
      const facts::ValueT *object = function.value(function.strip(op->object));
      return callee && callee->system && object && object->kind == ValueKind::Capture;
    });
  });
}

// `done.wait()` of a latch, or `answer.get()` of a promise, that is a local which the work was lent.
static bool waitsForLent(const Analysis &analysis, const Function &function, const facts::OpT &op, const Spawn &spawn) {
  if (runsWhatIsGiven(function, spawn) || onlySignals(analysis, spawn)) return false;
  // A loop's queue is asked for what belongs to its thread.
  if (spawn.as != Invocation::ThreadEntry && !spawn.home &&
      (spawn.executor < 0 || !ownsThreads(analysis.models(), function.typeOf(spawn.executor).object())))
    return false;
  const facts::ValueT *object = function.value(heldBy(function, function.strip(op.object)));
  const facts::OpT *made = function.definition(function.unmoved(op.object));
  const CallSite *site = analysis.calls().at(function.id(), &op);
  if (!site || holdsThreads(analysis.models(), function.typeOf(op.object)) ||
      std::any_of(site->models.begin(), site->models.end(), [](const FunctionModel *m) { return m->runsLoop; }))
    return false;  // other work ends there, too
  if (!object || (object->kind != ValueKind::Local && !(made && takesFuture(function, *made)))) return false;
  facts::OpT taken;
  taken.object = op.object;
  return waitsForSpawn(function, taken, spawn);
}

// Waits without a limit for its object, or for its argument.
static bool waitsFor(const Analysis &analysis, const Spawn &spawn, const facts::OpT &op, std::int32_t handle) {
  const Function &function = *spawn.function;
  const CallSite *site = analysis.calls().at(function.id(), &op);
  if (!site || op.kind != OpKind::Call || op.object < 0 ||
      std::none_of(
          site->models.begin(), site->models.end(),
          [](const FunctionModel *m) { return m->blocks == Blocking::Wait && !m->readyCheck; }))
    return false;
  return (handle >= 0 && heldBy(function, function.strip(op.object)) == handle) ||
         waitsForLent(analysis, function, op, spawn);
}

static bool usesHandle(const Function &function, const facts::OpT &op, std::int32_t handle) {
  std::vector<std::int32_t> operands = operandsOf(op);
  return std::any_of(operands.begin(), operands.end(), [&](std::int32_t v) { return function.strip(v) == handle; });
}

// Only looks at the handle: valid(), joinable().
static bool asksHandle(const Function &function, const facts::OpT &op, std::int32_t handle) {
  const facts::CalleeT *callee = function.callee(op.callee);
  return op.kind == OpKind::Call && callee && callee->const_ && op.object >= 0 && function.strip(op.object) == handle &&
         op.arguments.empty();
}

static bool assigns(const Function &function, const facts::OpT &op) {
  const facts::CalleeT *callee = function.callee(op.callee);
  return op.kind == OpKind::Call && callee && callee->operator_ == "=" && op.object >= 0;
}

// What holds the started work: the future or thread itself, or the variable that gets it.
static std::int32_t handleOf(const Function &function, const facts::OpT &spawn) {
  const std::int32_t made = function.strip(spawn.result);
  for (const facts::OpT *op : function.ops())
    if (op->full_expression == spawn.full_expression && assigns(function, *op) && !op->arguments.empty() &&
        function.unmoved(op->arguments.front()->value) == made)
      return function.strip(op->object);
  return made;
}

static bool bodyWaits(const Analysis &analysis, const Spawn &spawn) {
  return std::any_of(spawn.bodies.begin(), spawn.bodies.end(),
                     [&](FunctionId body) { return analysis.effects().of(body, Effect::Wait) != nullptr; });
}

namespace {
// From the spawn forward until the wait. Every way must lead there, and none may do anything worth another thread.
struct Ways {
  const Analysis &analysis;
  const Spawns &spawns;
  const Spawn &spawn;
  std::int32_t handle;
  double substantial;           // nanoseconds of work beside which a task does not run for nothing
  bool bodyWaits;               // for a signal, which the caller may give meanwhile
  const facts::OpT *wait = nullptr;
  bool idle = true;             // so far: nothing substantial
  double meanwhile = 0;
  std::size_t visited = 0;
  std::set<std::int32_t> blocks;

  // Does the way end here?
  bool passes(const facts::OpT &op) {
    const Function &function = *spawn.function;
    if (waitsFor(analysis, spawn, op, handle)) {
      if (!wait) wait = &op;
      return true;
    }
    const bool storesIt =
        ((op.kind == OpKind::Init || op.kind == OpKind::Assign) && function.strip(op.destination) == handle) ||
        (assigns(function, op) && op.full_expression == spawn.op->full_expression);
    if (storesIt || takesFuture(function, op)) return false;
    const bool ends = op.kind == OpKind::Return || op.kind == OpKind::Throw || op.kind == OpKind::CoReturn;
    const bool escapes =
        op.kind != OpKind::Use && usesHandle(function, op, handle) && !asksHandle(function, op, handle);
    if (++visited > mostOperations || ends || escapes || op.kind == OpKind::Await || op.kind == OpKind::Yield ||
        spawns.at(&op))
      return !(idle = false);
    if (bodyWaits && op.kind == OpKind::Call && !asksHandle(function, op, handle)) return !(idle = false);
    const Cost cost = analysis.costs().of(function, op);
    meanwhile += cost.typical;
    const bool inPassing = !cost.unknownCallee && cost.depth == 0 && meanwhile < substantial;
    for (Effect effect : {Effect::Sleep, Effect::Wait, Effect::File, Effect::Network, Effect::Process, Effect::Database,
                          Effect::Console})
      if (analysis.effects().of(function, op, effect)) return !(idle = false);
    return !inPassing && !(idle = false);
  }

  void passLoop(std::int32_t loop) {
    if (inLoop(spawn.function->body(), *spawn.op, loop)) return;
    const Cost cost = analysis.costs().ofLoop(*spawn.function, loop);
    meanwhile += cost.typical;
    idle &= cost.bounded() && meanwhile < substantial;
  }

  void follow(const facts::BlockT &block, std::size_t from) {
    if (block.terminator && block.terminator->loop >= 0) passLoop(block.terminator->loop);
    for (std::size_t i = from; i < block.ops.size() && idle; ++i)
      if (passes(*block.ops[i])) return;
    const std::vector<std::int32_t> next = spawn.function->successors(block);
    if (next.empty() || block.id == spawn.function->body().exit) idle = false;
    for (std::int32_t to : next)
      if (const facts::BlockT *successor = spawn.function->block(to); successor && idle && blocks.insert(to).second)
        follow(*successor, 0);
  }
};
}  // namespace

// What is started before and not yet waited for runs beside this one, whatever the caller does.
static bool runsBesideOthers(const Analysis &analysis, const Spawns &spawns, const Spawn &spawn) {
  const Function &function = *spawn.function;
  for (const CallSite &site : analysis.calls().of(function.id())) {
    if (site.op == spawn.op || !spawns.at(site.op)) continue;
    WayQuestion question;
    question.blocked = [&](const facts::OpT &op) {
      return analysis.effects().of(function, op, Effect::Wait).has_value();
    };
    question.ends = [&](const facts::OpT &op) { return &op == spawn.op; };
    if (findWay(function, site.op, question)) return true;
  }
  return false;
}

// A loop, a strand, an interface thread: the work must run there. Only threads that are as good as this one count.
static bool anyThreadWouldDo(const Spawn &spawn) {
  if (spawn.as == Invocation::Task) return false;
  return spawn.thread == Thread::Own || spawn.thread == Thread::Pool || spawn.thread == Thread::ComputePool;
}

// The body may be there for what its thread is: for its own variables, for what the pool gives it, for the tasks that it
// starts there in turn.
static bool needsItsThread(const Analysis &analysis, const Spawns &spawns, FunctionId body, unsigned depth = 0) {
  for (const CallSite &site : analysis.calls().of(body)) {
    if (spawns.at(site.op)) return true;
    for (const FunctionModel *model : site.models)
      if (model->threadLocal || model->runsLoop || model->joins) return true;
    for (FunctionId target : site.targets)
      if (depth < 3 && needsItsThread(analysis, spawns, target, depth + 1)) return true;
  }
  return false;
}

static bool needsItsThread(const Analysis &analysis, const Spawns &spawns, const Spawn &spawn) {
  return std::any_of(spawn.bodies.begin(), spawn.bodies.end(), [&](FunctionId body) {
    if (analysis.program().function(body).coroutine()) return true;  // a bridge: this thread cannot await it
    const bool given = spawn.as == Invocation::PoolTask && !analysis.program().function(body).body().parameters.empty();
    return given || bindsItself(analysis, body) || needsItsThread(analysis, spawns, body);
  });
}

// `post_waitable(executor, coroutine())`: this thread cannot await the task that it hands over.
static bool handsOverTask(const Analysis &analysis, const Spawn &spawn) {
  const auto &arguments = spawn.op->arguments;
  return spawn.op->kind == OpKind::Call && std::any_of(arguments.begin(), arguments.end(), [&](const auto &argument) {
           return taskKind(analysis.models(), spawn.function->typeOf(argument->value).value()).is == TaskKind::Task;
         });
}

// `main`, or a step of it: a function without parameters that nobody but `main` calls, and not in a loop. It runs once, and
// `main` has nothing else to do.
static bool isStepOfMain(const Analysis &analysis, const Function &function, unsigned depth = 0) {
  if (function.head().main) return true;
  const auto &callers = analysis.calls().callersOf(function.id());
  if (depth > 2 || callers.empty() || function.head().lambda || function.head().class_ >= 0 ||
      !function.body().parameters.empty())
    return false;
  return std::all_of(callers.begin(), callers.end(), [&](const Caller &caller) {
    const Function &from = analysis.program().function(caller.function);
    return caller.op && caller.op->loop < 0 && isStepOfMain(analysis, from, depth + 1);
  });
}

// A body that is wholly known and does nothing, or only throws, is nobody's idea of parallel work: it shows that the queue
// was served so far, or tries the pool.
static bool isToken(const Analysis &analysis, const Spawn &spawn) {
  static constexpr double nothing = 50;
  return !spawn.bodies.empty() && std::all_of(spawn.bodies.begin(), spawn.bodies.end(), [&](FunctionId id) {
    const Function &body = analysis.program().function(id);
    const facts::BlockT *entry = body.block(body.body().entry);
    while (entry && entry->ops.empty() && body.successors(*entry).size() == 1)
      entry = body.block(body.successors(*entry).front());
    if (entry &&
        std::any_of(entry->ops.begin(), entry->ops.end(), [](const auto &op) { return op->kind == OpKind::Throw; }))
      return true;
    const Cost cost = analysis.costs().of(id);
    return !cost.unknownCallee && cost.depth == 0 && cost.bounded() && cost.typical < nothing;
  });
}

static void report(const Analysis &analysis, const Spawns &spawns, const Spawn &spawn, std::vector<Finding> &out) {
  const Function &function = *spawn.function;
  if (!anyThreadWouldDo(spawn) || needsItsThread(analysis, spawns, spawn) || isToken(analysis, spawn) ||
      handsOverTask(analysis, spawn) || isTestCode(analysis, function))
    return;
  const bool none = spawn.op->result < 0 || function.typeOf(spawn.op->result).is(facts::TypeKind::Void);
  const std::int32_t handle = none ? -1 : handleOf(function, *spawn.op);
  const facts::BlockT *block = blockOf(function, *spawn.op);
  if (!block) return;
  Ways ways{analysis, spawns, spawn, handle, number(analysis, options[0]), bodyWaits(analysis, spawn), nullptr,
            true,     0,      0,     {}};
  const auto own =
      std::find_if(block->ops.begin(), block->ops.end(), [&](const auto &op) { return op.get() == spawn.op; });
  ways.follow(*block, static_cast<std::size_t>(own - block->ops.begin()) + 1);
  if (!ways.idle || !ways.wait || runsBesideOthers(analysis, spawns, spawn)) return;
  Finding finding;
  const bool once = spawn.op->loop < 0 && isStepOfMain(analysis, function);
  finding.severity = once ? Severity::Hint : Severity::Warning;
  finding.confidence = Confidence::Likely;
  finding.at = locate(function, *spawn.op);
  const std::optional<double> dispatch = spawns.dispatch(spawn);
  const facts::CalleeT *waits = function.callee(ways.wait->callee);
  finding.message = "'" + spawn.by + "' starts a task that '" +
                    std::string(lastComponent(waits ? waits->name : "wait")) +
                    "' waits for at once: this thread only idles" +
                    (dispatch ? ", and handing it over takes about " + inWords(*dispatch) : "") +
                    "; call the function here, or wait after the work that can be done meanwhile" +
                    (once ? "; it runs once only" : "");
  finding.steps = {{locate(function, *ways.wait), "this waits for it, and nothing substantial was done before"}};
  finding.function = function.name();
  finding.subject = spawn.by;
  finding.statement = statementOf(function, *spawn.op);
  for (std::uint32_t part : statementOf(function, *ways.wait)) finding.statement.push_back(part);
  if (finding.at.line) out.push_back(std::move(finding));
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  const Spawns spawns(analysis.calls());
  for (const Spawn &spawn : spawns.all()) report(analysis, spawns, spawn, out);
}

// On a loop's thread and in a coroutine the wait is the mistake, and the work may well belong elsewhere.
static constexpr std::string_view preferred[] = {"blocking-wait", "pool-self-wait"};

extern const Check SubmitThenWait{"submit-then-wait",
                                  "granularity",
                                  Severity::Warning,
                                  "A task submitted and waited for at once: no parallelism bought",
                                  run,
                                  preferred,
                                  options};

}  // namespace cotidy
