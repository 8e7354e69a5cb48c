// cotidy-pool-self-wait: a task of a pool that waits for another task of the same pool.
#include "analysis/PoolTasks.h"
#include "checks/Check.h"
#include "checks/support/Places.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;

static bool isPool(Thread thread) {
  return thread == Thread::Pool || thread == Thread::ComputePool || thread == Thread::BlockingPool;
}

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

// A task in the queue that is sure to be taken before this one waits: none. But a task that was started before the wait.
static const facts::OpT *waitFor(const Analysis &analysis, const Spawn &spawn) {
  const Function &function = *spawn.function;
  for (const facts::OpT *op : function.ops()) {
    if (op != spawn.op && isWait(analysis, function, *op) && waitsForSpawn(function, *op, spawn)) return op;
  }
  return nullptr;
}

static void report(const Analysis &analysis, const PoolTasks &tasks, const Spawn &inner, std::vector<Finding> &out) {
  if (!isPool(inner.thread) || inner.as != Invocation::PoolTask || inner.executor < 0) return;
  const facts::OpT *wait = waitFor(analysis, inner);
  if (!wait) return;
  std::vector<std::pair<FunctionId, const facts::OpT *>> chain;
  const Spawn *outer = tasks.runsOn(*inner.function, inner.executor, chain);
  if (!outer) return;
  const Function &function = *inner.function;
  Finding finding;
  finding.severity = Severity::Error;
  finding.confidence = Confidence::Likely;
  finding.at = locate(function, *wait);
  finding.message = "this waits in a task of a pool for another task of the same pool: where all its threads wait like "
                    "this, none is left to run what they "
                    "wait for, and all stand still; let a continuation use the result, run the inner work here, or "
                    "give it a pool of its own";
  finding.steps.push_back({locate(*outer->function, *outer->op),
                           "'" + std::string(lastComponent(outer->by)) + "' starts the task that waits"});
  for (const auto &[from, op] : chain) {
    const Function &caller = analysis.program().function(from);
    finding.steps.push_back({locate(caller, *op), "in '" + caller.head().display + "': calls on"});
  }
  finding.steps.push_back({locate(function, *inner.op), "'" + std::string(lastComponent(inner.by)) +
                                                            "' starts the task that it waits for, on the same pool"});
  finding.function = function.name();
  finding.subject = inner.by;
  finding.statement = statementOf(function, *wait);
  for (std::uint32_t part : statementOf(function, *inner.op)) finding.statement.push_back(part);
  if (finding.at.line) out.push_back(std::move(finding));
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  const Spawns spawns(analysis.calls());
  const PoolTasks tasks(analysis.calls(), spawns);
  for (const Spawn &spawn : spawns.all()) report(analysis, tasks, spawn, out);
}

extern const Check PoolSelfWait{"pool-self-wait", "pool", Severity::Error,
                                "A pool task that waits for another task of the same pool", run};

}  // namespace cotidy
