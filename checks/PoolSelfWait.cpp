// cotidy-pool-self-wait: a task of a pool that waits for another task of the same pool.
#include "analysis/PoolTasks.h"
#include "checks/Check.h"
#include "checks/support/Places.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;

// Some pools let a waiting thread run other tasks meanwhile: waiting is then no mistake, and their models say so by not
// calling it a wait on the pool's own scopes.
static bool helpsMeanwhile(const Analysis &analysis, const Function &function, const facts::OpT &wait) {
  if (wait.object < 0) return false;
  const TypeModel *model = typeModel(analysis.models(), function.typeOf(wait.object).object());
  return model && model->role == TypeRole::Scope;
}

static bool isWait(const Analysis &analysis, const Function &function, const facts::OpT &op) {
  if (op.kind != OpKind::Call && op.kind != OpKind::Construct) return false;
  const CallSite *site = analysis.calls().at(function.id(), &op);
  if (!site ||
      std::any_of(site->models.begin(), site->models.end(), [](const FunctionModel *m) { return m->readyCheck; }))
    return false;
  auto witness = analysis.effects().of(function, op, Effect::Wait);
  return witness && !witness->doubtful && witness->parameter < 0 && !helpsMeanwhile(analysis, function, op);
}

namespace {
/// What is waited for: a call that needs a thread of the pool.
struct Inner {
  std::string pool;  ///< its path where the wait stands
  FunctionId function = 0;
  const facts::OpT *op = nullptr;
  std::string by;
  bool hop = false;
  bool onItsOwn = false;  ///< on the executor of who waits, whichever that is
};
}  // namespace

// A task in the queue that is sure to be taken before this one waits: none. But a task that was started before the wait.
static const facts::OpT *waitFor(const Analysis &analysis, const Spawn &spawn) {
  const Function &function = *spawn.function;
  for (const facts::OpT *op : function.ops()) {
    if (op != spawn.op && isWait(analysis, function, *op) && waitsForSpawn(function, *op, spawn)) return op;
  }
  return nullptr;
}

static Step outerStep(const Analysis &analysis, const PoolStart &outer) {
  const std::string by = "'" + std::string(lastComponent(outer.by)) + "' ";
  const std::string what =
      outer.hop ? by + "moves the coroutine that waits to the pool" : by + "starts the task that waits";
  return {locate(analysis.program().function(outer.function), *outer.op), what};
}

static Step innerStep(const Analysis &analysis, const Inner &inner) {
  const std::string by = "'" + std::string(lastComponent(inner.by)) + "' ";
  const std::string what = inner.hop ? "brings the task that it waits for to the same pool"
                                     : "starts the task that it waits for, on the same pool";
  return {locate(analysis.program().function(inner.function), *inner.op), by + what};
}

static void report(const Analysis &analysis, const PoolTasks &tasks, const Function &function, const facts::OpT &wait,
                   const Inner &inner, std::vector<Finding> &out) {
  PoolTasks::Chain chain;
  const auto outer =
      inner.onItsOwn ? tasks.runsOnSome(function, wait) : tasks.runsOn(function, wait, inner.pool, chain);
  if (!outer) return;
  Finding finding;
  finding.severity = Severity::Error;
  finding.confidence = Confidence::Likely;
  finding.at = locate(function, wait);
  finding.message = "this waits in a task of a pool for another task of the same pool: where all its threads wait like "
                    "this, none is left to run what they wait for, and all stand still; let a continuation use the "
                    "result, run the inner work here, or give it a pool of its own";
  finding.steps.push_back(outerStep(analysis, *outer));
  for (const auto &[from, op] : chain) {
    const Function &caller = analysis.program().function(from);
    finding.steps.push_back({locate(caller, *op), "in '" + caller.head().display + "': calls on"});
  }
  finding.steps.push_back(innerStep(analysis, inner));
  finding.function = function.name();
  finding.subject = inner.by;
  finding.statement = statementOf(function, wait);
  if (inner.function == function.id())
    for (std::uint32_t part : statementOf(function, *inner.op)) finding.statement.push_back(part);
  if (finding.at.line) out.push_back(std::move(finding));
}

// It waits for work that it has handed over itself.
static void reportSpawn(const Analysis &analysis, const PoolTasks &tasks, const Spawn &spawn,
                        std::vector<Finding> &out) {
  const bool task = spawn.as == Invocation::PoolTask || spawn.as == Invocation::Task;
  const bool onItsOwn = spawn.thread == Thread::Current;
  if (!task || (!isPool(spawn.thread) && !onItsOwn) || spawn.executor < 0) return;
  const facts::OpT *wait = waitFor(analysis, spawn);
  if (!wait) return;
  const Function &function = *spawn.function;
  report(analysis, tasks, function, *wait,
         {tasks.places().path(function, spawn.executor), function.id(), spawn.op, spawn.by, false, onItsOwn}, out);
}

// It waits for work that a helper has handed over, and whose future it gives back: `lines_of(path).get()`.
static void reportReturned(const Analysis &analysis, const PoolTasks &tasks, const Spawn &spawn,
                           std::vector<Finding> &out) {
  const bool task = spawn.as == Invocation::PoolTask || spawn.as == Invocation::Task;
  if (!task || !isPool(spawn.thread) || spawn.executor < 0 || !returnsSpawn(*spawn.function, spawn)) return;
  const std::string path = tasks.places().path(*spawn.function, spawn.executor);
  for (const auto &[from, call] : tasks.callersOf(spawn.function->id())) {
    const Function &caller = analysis.program().function(from);
    const std::string pool = tasks.places().rebased(path, caller, *call);
    Spawn helper = spawn;
    helper.function = &caller;
    helper.op = call;
    if (const facts::OpT *wait = pool.empty() ? nullptr : waitFor(analysis, helper))
      report(analysis, tasks, caller, *wait, {pool, spawn.function->id(), spawn.op, spawn.by, false, false}, out);
  }
}

// It waits for a task that moves itself to the pool, or is bound to it: `sync_wait(leaf(pool))`.
static void reportNeeds(const Analysis &analysis, const PoolTasks &tasks, const Function &function,
                        std::vector<Finding> &out) {
  for (const facts::OpT *op : function.ops()) {
    if (op->kind != OpKind::Call) continue;
    for (const auto &argument : op->arguments)
      for (const PoolHop &hop : tasks.hops().needs(function, argument->value))
        if (isWait(analysis, function, *op))
          report(analysis, tasks, function, *op, {hop.pool, hop.function, hop.op, hop.by, true, false}, out);
  }
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  const Spawns spawns(analysis.calls());
  const PoolTasks tasks(analysis.calls(), spawns);
  for (const auto &function : analysis.program().functions()) reportNeeds(analysis, tasks, *function, out);
  for (const Spawn &spawn : spawns.all()) {
    reportSpawn(analysis, tasks, spawn, out);
    reportReturned(analysis, tasks, spawn, out);
  }
}

extern const Check PoolSelfWait{"pool-self-wait", "pool", Severity::Error,
                                "A pool task that waits for another task of the same pool", run};

}  // namespace cotidy
