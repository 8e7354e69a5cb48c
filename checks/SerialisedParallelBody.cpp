// cotidy-serialised-parallel-body: threads that take turns: all that a parallel body does is done under one lock.
#include "analysis/Flow.h"
#include "analysis/Spawns.h"
#include "checks/Check.h"
#include "checks/support/Held.h"
#include "checks/support/Options.h"
#include "checks/support/TestCode.h"

#include <algorithm>
#include <cmath>

namespace cotidy {

using facts::OpKind;

namespace {
/// Nanoseconds of a body, under a lock that others take too, and in all.
struct Shares {
  double locked = 0, all = 0;
  const Hold *hold = nullptr;          // one of the locks
  const facts::OpT *op = nullptr;      // the first operation under it …
  const Function *function = nullptr;  // … and where that is
};

// The calls that led from the body to a function below it.
using Frames = std::vector<std::pair<const Function *, const facts::OpT *>>;

class Bodies {
public:
  /// `perElement`: what the body is given is an element, and another one each time.
  Bodies(const Analysis &analysis, bool perElement) : analysis_(analysis), perElement_(perElement) {}

  Shares of(const Function &function, const Frames &frames = {}) const {
    Shares sum;
    for (const facts::OpT *op : function.ops()) {
      if (isLock(function, *op) || op->kind == OpKind::Destroy || op->kind == OpKind::End ||
          op->kind == OpKind::Return || op->kind == OpKind::Use)
        continue;
      const double share = analysis_.costs().share(function, *op);
      double cost = std::max(analysis_.costs().of(function, *op).typical, 0.3) * share;
      for (std::int32_t loop = op->loop; loop >= 0; loop = function.body().loops[loop]->parent)
        cost *= tripsOf(function.body(), loop).typical;
      sum.all += cost;
      if (const Hold *hold = sharedHold(function, *op, frames)) {
        if (isSeldom(function, *hold, share)) continue;
        sum.locked += cost;
        if (!sum.hold) sum.hold = hold, sum.op = op, sum.function = &function;
        continue;
      }
      const CallSite *site = analysis_.calls().at(function.id(), op);
      if (!site || site->targets.size() != 1 || !site->certain || frames.size() > 3) continue;
      Frames deeper = frames;
      deeper.emplace_back(&function, op);
      const Shares inner = of(analysis_.program().function(site->targets.front()), deeper);
      if (inner.all <= 0 || !inner.hold) continue;
      sum.locked += cost * inner.locked / inner.all;
      if (!sum.hold) sum.hold = inner.hold, sum.op = inner.op, sum.function = inner.function;
    }
    return sum;
  }

private:
  // Taken in some rounds of a loop, where something was found: how many that are is the data's secret.
  bool isSeldom(const Function &function, const Hold &hold, double share) const {
    static constexpr double mostRounds = 0.75;
    const facts::OpT *taken = analysis_.locks().taken(function, hold);
    return taken && taken->loop >= 0 && share < mostRounds;
  }

  // The mutex as the body sees it is one for all threads: a global, a field of the object, something captured. What the body
  // finds on its way, such as a bucket or the element itself, has a mutex of its own.
  bool isShared(const Function &function, const Hold &hold, const Frames &frames) const {
    std::string mutex = hold.mutex;
    for (auto frame = frames.rbegin(); frame != frames.rend() && !mutex.empty(); ++frame)
      mutex = analysis_.locks().rebased(mutex, *frame->first, *frame->second);
    if (mutex.find("[]") != std::string::npos) return false;
    if (mutex.starts_with("param ")) return !perElement_;
    if (mutex.starts_with("this") || mutex.starts_with("capture ")) return true;
    const std::string identity = analysis_.locks().identity(function, hold);
    return (mutex.starts_with("global") || mutex.starts_with("identity ")) && !identity.empty() &&
           !identity.ends_with(" of " + function.head().key);
  }

  // A lock that every thread takes, and not one for readers.
  const Hold *sharedHold(const Function &function, const facts::OpT &op, const Frames &frames) const {
    for (const Hold &hold : analysis_.locks().before(&op)) {
      const facts::OpT *taken = analysis_.locks().taken(function, hold);
      if (!taken || hold.condition >= 0 || !isShared(function, hold, frames)) continue;
      const facts::CalleeT *callee = function.callee(taken->callee);
      if (callee && callee->name.find("shared") == std::string::npos) return &hold;
    }
    return nullptr;
  }

  bool isLock(const Function &function, const facts::OpT &op) const {
    const CallSite *site = analysis_.calls().at(function.id(), &op);
    return site && std::any_of(site->models.begin(), site->models.end(),
                               [](const FunctionModel *m) { return m->locks != Locking::None; });
  }

  const Analysis &analysis_;
  const bool perElement_;
};
}  // namespace

// A body that does nothing at all is no work.
static constexpr double leastWork = 0.25;
// Nearly all: the little before the lock (an index, a flag) is no parallelism.
static constexpr CheckOption options[] = {{"serialised-parallel-body.MinLockedPercent", "90",
                                           "so much of the estimated work, in per cent, is done under the lock"}};

// Waiting under the lock gives it back: a queue, a barrier.
static bool waits(const Analysis &analysis, FunctionId body) {
  return analysis.effects().of(body, Effect::Wait) || analysis.effects().of(body, Effect::Sleep);
}

// One body, one finding: where several calls run it, the first one stands for all.
using Told = std::set<std::pair<FunctionId, const facts::OpT *>>;

static void report(const Analysis &analysis, const Function &function, const facts::OpT &op, const std::string &by,
                   FunctionId id, bool perElement, Told &told, std::vector<Finding> &out) {
  const Function &body = analysis.program().function(id);
  if (body.coroutine() || waits(analysis, id) || isTestCode(analysis, function)) return;
  const Shares shares = Bodies(analysis, perElement).of(body);
  if (!shares.hold || shares.locked * 100 < number(analysis, options[0]) * shares.all || shares.all < leastWork) return;
  if (!told.emplace(function.id(), shares.op).second) return;
  Finding finding;
  finding.severity = Severity::Warning;
  finding.confidence = Confidence::Likely;
  finding.at = locate(function, op);
  finding.message =
      "all that the threads of '" + by + "' do here, about " + inWords(shares.all) +
      " for each call, is done under one lock: they take turns, and " +
      "together they are slower than one; let each of them work on data of its own and take the lock once, to merge it";
  finding.related = {{locate(*shares.function, *shares.op), "from here on it holds the lock"}};
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

// A pool that was made with one thread runs one task after the other anyway.
static bool hasOneThread(const Calls &calls, const Function &function, std::int32_t pool) {
  if (pool < 0 || function.writes(function.strip(pool)).size() != 1) return false;
  const auto &writes = function.writes(function.strip(pool));
  const facts::OpT *made = function.definition(function.unmoved(writes.front()->source));
  return made && made->kind == OpKind::Construct && !made->arguments.empty() &&
         calls.constantOf(function, made->arguments.front()->value) == 1;
}

// `for (i = 0; i < data.size(); i += chunk)`: not once for each element, but often enough.
static bool takesChunks(const Function &function, const facts::OpT &op) {
  const facts::LoopT &loop = *function.body().loops[op.loop];
  return loop.kind == facts::LoopKind::For && loop.bound == facts::Bound::Data;
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  const Calls &calls = analysis.calls();
  const Spawns spawns(calls);
  const Repetitions repetitions(calls);
  std::set<const facts::OpT *> seen;
  Told told;
  auto look = [&](const Function &function, const facts::OpT &op, const std::string &by, FunctionId body,
                  bool perElement) {
    const std::int32_t pool = op.object >= 0 ? op.object : op.arguments.empty() ? -1 : op.arguments.front()->value;
    if (seen.insert(&op).second && !hasOneThread(calls, function, pool))
      report(analysis, function, op, by, body, perElement, told, out);
  };
  for (const auto &function : analysis.program().functions())
    for (const CallSite &site : calls.of(function->id()))
      if (!site.targets.empty() && isParallel(calls, *function, site))
        look(*function, *site.op, site.name, site.targets.front(), true);
  for (const Deferred &d : calls.deferred()) {
    const Function &from = analysis.program().function(d.from);
    const CallSite *site = calls.at(d.from, d.op);
    if (site && isParallel(calls, from, *site)) look(from, *d.op, site->name, d.callee, true);
  }
  for (const Spawn &spawn : spawns.all()) {
    const bool pool =
        spawn.thread == Thread::Pool || spawn.thread == Thread::ComputePool || spawn.as == Invocation::ThreadEntry;
    const bool many = spawn.as == Invocation::ThreadEntry
                          ? comesBack(*spawn.function, *spawn.op)
                          : spawn.op->loop >= 0 &&
                                (takesChunks(*spawn.function, *spawn.op) || repetitions.of(*spawn.function, *spawn.op));
    if (pool && many && spawn.bodies.size() == 1)
      look(*spawn.function, *spawn.op, spawn.by, spawn.bodies.front(), false);
  }
}

static constexpr std::string_view preferred[] = {"fine-grained-task", "lock-in-unsequenced"};
extern const Check SerialisedParallelBody{"serialised-parallel-body",
                                          "pool",
                                          Severity::Warning,
                                          "A parallel body wholly under one lock: threads without parallelism",
                                          run,
                                          preferred,
                                          options};

}  // namespace cotidy
