// cotidy-serialised-parallel-body: threads that take turns: all that a parallel body does is done under one lock.
#include "analysis/Spawns.h"
#include "checks/Check.h"
#include "checks/support/Held.h"

#include <algorithm>
#include <cmath>

namespace cotidy {

using facts::OpKind;

namespace {
/// Nanoseconds of a body, under a lock that others take too, and in all.
struct Shares {
  double locked = 0, all = 0;
  const Hold *hold = nullptr;          // one of the locks
  const facts::OpT *op = nullptr;      // the first operation under it, or the call that leads there
};

class Bodies {
public:
  explicit Bodies(const Analysis &analysis) : analysis_(analysis) {}

  Shares of(const Function &function, unsigned depth) const {
    Shares sum;
    for (const facts::OpT *op : function.ops()) {
      if (isLock(function, *op) || op->kind == OpKind::Destroy || op->kind == OpKind::End || op->kind == OpKind::Return || op->kind == OpKind::Use) continue;
      double cost = std::max(analysis_.costs().of(function, *op).typical, 0.3);
      for (std::int32_t loop = op->loop; loop >= 0; loop = function.body().loops[loop]->parent) cost *= tripsOf(function.body(), loop).typical;
      sum.all += cost;
      if (const Hold *hold = sharedHold(function, *op)) {
        sum.locked += cost;
        if (!sum.hold) sum.hold = hold, sum.op = op;
        continue;
      }
      const CallSite *site = analysis_.calls().at(function.id(), op);
      if (!site || site->targets.size() != 1 || !site->certain || depth > 3) continue;
      const Shares inner = of(analysis_.program().function(site->targets.front()), depth + 1);
      if (inner.all <= 0 || !inner.hold) continue;
      sum.locked += cost * inner.locked / inner.all;
      if (!sum.hold) sum.hold = inner.hold, sum.op = op;
    }
    return sum;
  }

private:
  // A lock that every thread takes: not of a mutex that lives in the body itself, and not one for readers.
  const Hold *sharedHold(const Function &function, const facts::OpT &op) const {
    for (const Hold &hold : analysis_.locks().before(&op)) {
      const facts::OpT *taken = analysis_.locks().taken(function, hold);
      const std::string identity = analysis_.locks().identity(function, hold);
      const bool given = hold.mutex.starts_with("capture ") || hold.mutex.starts_with("param ");  // the caller's
      if (!taken || (identity.empty() && !given) || hold.condition >= 0) continue;
      if (identity.ends_with(" of " + function.head().key)) continue;
      const facts::CalleeT *callee = function.callee(taken->callee);
      if (callee && callee->name.find("shared") == std::string::npos) return &hold;
    }
    return nullptr;
  }

  bool isLock(const Function &function, const facts::OpT &op) const {
    const CallSite *site = analysis_.calls().at(function.id(), &op);
    return site && std::any_of(site->models.begin(), site->models.end(), [](const FunctionModel *m) { return m->locks != Locking::None; });
  }

  const Analysis &analysis_;
};
}  // namespace

// A body that does nothing at all is no work.
static constexpr double leastWork = 0.25;
// Nearly all: the little before the lock (an index, a flag) is no parallelism.
static constexpr double nearlyAll = 0.9;

// Waiting under the lock gives it back: a queue, a barrier.
static bool waits(const Analysis &analysis, FunctionId body) {
  return analysis.effects().of(body, Effect::Wait) || analysis.effects().of(body, Effect::Sleep);
}

static void report(const Analysis &analysis, const Function &function, const facts::OpT &op, const std::string &by, FunctionId id, std::vector<Finding> &out) {
  const Function &body = analysis.program().function(id);
  if (body.coroutine() || waits(analysis, id)) return;
  const Shares shares = Bodies(analysis).of(body, 0);
  if (!shares.hold || shares.locked < nearlyAll * shares.all || shares.all < leastWork) return;
  Finding finding;
  finding.severity = Severity::Warning;
  finding.confidence = Confidence::Likely;
  finding.at = locate(function, op);
  finding.message = "all that the threads of '" + by + "' do here, about " + inWords(shares.all) + " for each call, is done under one lock: they take turns, and " +
                    "together they are slower than one; let each of them work on data of its own and take the lock once, to merge it";
  finding.related = {{locate(body, *shares.op), "from here on it holds the lock"}};
  finding.function = function.name();
  finding.subject = by;
  finding.statement = statementOf(function, op);
  if (finding.at.line) out.push_back(std::move(finding));
}

// Called by several threads at once, for each element or chunk.
static bool isParallel(const Calls &calls, const Function &function, const CallSite &site) {
  for (const FunctionModel *model : site.models)
    for (const Invocation &how : model->invokes) {
      if (!how.repeated) continue;
      const Thread thread = calls.threadOf(function, site, how.on);
      if (thread == Thread::ComputePool || (how.when == Invocation::Later && thread == Thread::Pool)) return true;
    }
  return false;
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  const Calls &calls = analysis.calls();
  const Spawns spawns(calls);
  const Repetitions repetitions(calls);
  std::set<const facts::OpT *> seen;
  auto look = [&](const Function &function, const facts::OpT &op, const std::string &by, FunctionId body) {
    if (seen.insert(&op).second) report(analysis, function, op, by, body, out);
  };
  for (const auto &function : analysis.program().functions())
    for (const CallSite &site : calls.of(function->id()))
      if (!site.targets.empty() && isParallel(calls, *function, site)) look(*function, *site.op, site.name, site.targets.front());
  for (const Deferred &d : calls.deferred()) {
    const Function &from = analysis.program().function(d.from);
    const CallSite *site = calls.at(d.from, d.op);
    if (site && isParallel(calls, from, *site)) look(from, *d.op, site->name, d.callee);
  }
  for (const Spawn &spawn : spawns.all()) {
    const bool pool = spawn.thread == Thread::Pool || spawn.thread == Thread::ComputePool || spawn.as == Invocation::ThreadEntry;
    const bool many = spawn.op->loop >= 0 && (spawn.as == Invocation::ThreadEntry || repetitions.of(*spawn.function, *spawn.op));
    if (pool && many && spawn.bodies.size() == 1) look(*spawn.function, *spawn.op, spawn.by, spawn.bodies.front());
  }
}

static constexpr std::string_view preferred[] = {"fine-grained-task", "lock-in-unsequenced"};
extern const Check SerialisedParallelBody{"serialised-parallel-body", "pool", Severity::Warning,
                                          "A parallel body wholly under one lock: threads without parallelism", run, preferred};

}  // namespace cotidy
