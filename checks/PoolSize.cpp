// cotidy-pool-size: a pool whose size has nothing to do with what it does: far more threads than cores for computing, as
// many as there are cores for waiting, as many as there is data; and a number of cores that may be 0.
#include "analysis/PoolOwners.h"
#include "checks/Check.h"
#include "checks/support/Options.h"
#include "checks/support/Places.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::TerminatorKind;
using facts::ValueKind;

// Machines with more cores exist, but no program counts on one.
static constexpr CheckOption options[] = {
    {"pool-size.MinThreads", "64", "so many threads, written down, are too many for tasks that only compute"}};

static bool isCoreCount(const Analysis &analysis, const Function &function, const facts::OpT &op) {
  const CallSite *site = op.kind == OpKind::Call ? analysis.calls().at(function.id(), &op) : nullptr;
  return site &&
         std::any_of(site->models.begin(), site->models.end(), [](const FunctionModel *m) { return m->coreCount; });
}

static bool isArithmetic(const facts::ValueT &v) {
  return v.kind == ValueKind::Expr && (v.op == "+" || v.op == "-" || v.op == "*" || v.op == "/" || v.op == "%");
}

// All values that are computed from this one; without arithmetic: that are this one, or say how it compares.
static std::set<std::int32_t> derivedFrom(const Function &function, std::int32_t value, bool arithmetic = true) {
  std::set<std::int32_t> all{value};
  for (std::size_t before = 0; before != all.size();) {
    before = all.size();
    const auto &values = function.body().values;
    for (std::size_t i = 0; i < values.size(); ++i)
      if ((arithmetic || !isArithmetic(*values[i])) && std::any_of(values[i]->inputs.begin(), values[i]->inputs.end(),
                                                                   [&](std::int32_t in) { return all.count(in) > 0; }))
        all.insert(static_cast<std::int32_t>(i));
    for (const facts::OpT *op : function.ops()) {
      if ((op->kind == OpKind::Init || op->kind == OpKind::Assign) && op->destination >= 0 && all.count(op->source))
        all.insert(op->destination);
      const facts::CalleeT *callee =
          op->kind == OpKind::Call && op->result >= 0 ? function.callee(op->callee) : nullptr;
      const bool chooses = callee && (lastComponent(callee->name) == "max" || lastComponent(callee->name) == "min");
      if (chooses && std::any_of(op->arguments.begin(), op->arguments.end(),
                                 [&](const auto &a) { return all.count(a->value) > 0; }))
        all.insert(op->result);
    }
  }
  return all;
}

// Compared, given to max(), or the condition of a branch: somebody has thought of 0. A loop that counts up to it has not.
static bool isGuarded(const Function &function, std::int32_t cores) {
  const std::set<std::int32_t> itself = derivedFrom(function, cores, false), derived = derivedFrom(function, cores);
  for (const facts::BlockT *block : function.blocks())
    if (block->terminator && block->terminator->loop < 0 && itself.count(block->terminator->condition)) return true;
  for (const facts::OpT *op : function.ops()) {
    const facts::CalleeT *callee = function.callee(op->callee);
    const std::string_view name = callee ? lastComponent(callee->name) : std::string_view();
    if (name != "max" && name != "clamp") continue;
    for (const auto &argument : op->arguments)
      if (derived.count(argument->value) || derived.count(function.unmoved(argument->value))) return true;
  }
  return false;
}

// `for (n < cores) threads_.emplace_back(…)`, with nothing else that starts one.
static bool boundsThreads(const Analysis &analysis, const Function &function, const std::set<std::int32_t> &derived) {
  const auto startsThread = [&](const facts::OpT &op) {
    const CallSite *site = analysis.calls().at(function.id(), &op);
    return site && std::any_of(site->models.begin(), site->models.end(), [](const FunctionModel *m) {
             return std::any_of(m->invokes.begin(), m->invokes.end(),
                                [](const Invocation &how) { return how.as == Invocation::ThreadEntry; });
           });
  };
  bool bounded = false;
  for (const facts::OpT *op : function.ops()) {
    if ((op->kind != OpKind::Call && op->kind != OpKind::Construct) || !startsThread(*op)) continue;
    const facts::ValueT *condition =
        op->loop < 0 ? nullptr : function.value(function.body().loops[op->loop]->condition);
    if (!condition || std::none_of(condition->inputs.begin(), condition->inputs.end(),
                                   [&](std::int32_t in) { return derived.count(in) > 0; }))
      return false;
    bounded = true;
  }
  return bounded;
}

/// What 0 would break; empty where nothing would.
static std::string whatBreaks(const Analysis &analysis, const Function &function,
                              const std::set<std::int32_t> &derived) {
  for (std::int32_t id : derived) {
    const facts::ValueT &v = *function.value(id);
    if (v.kind != ValueKind::Expr || v.inputs.size() != 2) continue;
    if ((v.op == "/" || v.op == "%") && derived.count(v.inputs[1])) return "the division by it fails";
    if (v.op == "-" && derived.count(v.inputs[0])) return "what is subtracted from it gives four billion";
  }
  if (boundsThreads(analysis, function, derived)) return "no thread is started";
  for (const facts::OpT *op : function.ops()) {
    if (op->kind != OpKind::Construct || !ownsThreads(analysis.models(), function.typeOf(op->result).value())) continue;
    for (const auto &argument : op->arguments)
      if (derived.count(argument->value)) return "the pool has no thread";
  }
  return {};
}

static void add(const Function &function, const facts::OpT &op, std::string message, std::string subject,
                std::vector<Fix> fixes, std::vector<Finding> &out) {
  Finding finding;
  finding.severity = Severity::Hint;
  finding.confidence = Confidence::Likely;
  finding.at = locate(function, op);
  finding.message = std::move(message);
  finding.function = function.name();
  finding.subject = std::move(subject);
  finding.statement = statementOf(function, op);
  finding.fixes = std::move(fixes);
  if (finding.at.line) out.push_back(std::move(finding));
}

static void reportCoreCount(const Analysis &analysis, const Function &function, const facts::OpT &op,
                            std::vector<Finding> &out) {
  const std::set<std::int32_t> derived = derivedFrom(function, op.result);
  if (isGuarded(function, op.result)) return;
  const std::string breaks = whatBreaks(analysis, function, derived);
  if (breaks.empty()) return;
  std::vector<Fix> fixes;
  const Location at = locate(function, op.place);
  if (at.line && !at.macro) {
    Fix fix{
        "Take at least one", true, {{at.file, at.begin, at.begin, "std::max(1u, "}, {at.file, at.end, at.end, ")"}}};
    for (Edit &edit : includeEdits(function, at.file, {"<algorithm>"}))
      fix.edits.insert(fix.edits.begin(), std::move(edit));
    fixes.push_back(std::move(fix));
  }
  add(function, op, "'hardware_concurrency' may return 0, and then " + breaks + "; take 'std::max(1u, …)' of it",
      "hardware_concurrency", std::move(fixes), out);
}

// ------------------------------------------------------------------ the work of a pool

namespace {
struct PoolWork {
  std::size_t tasks = 0, blocking = 0;
};
}  // namespace

static bool blocks(const Analysis &analysis, FunctionId body) {
  static constexpr Effect effects[] = {Effect::Sleep,   Effect::Wait,     Effect::File,   Effect::Network,
                                       Effect::Process, Effect::Database, Effect::Console};
  return std::any_of(std::begin(effects), std::end(effects),
                     [&](Effect e) { return analysis.effects().of(body, e) != nullptr; });
}

// Only bodies that are wholly known tell what a pool is for.
static std::map<std::string, PoolWork> workOfPools(const Analysis &analysis, const Spawns &spawns) {
  std::map<std::string, PoolWork> work;
  for (const Spawn &spawn : spawns.all()) {
    if (spawn.as != Invocation::PoolTask || spawn.executor < 0) continue;
    const std::string place =
        spawn.function->placeKey(spawn.function->strip(spawn.executor)) + "@" + spawn.function->name();
    const std::string member = spawn.function->placeKey(spawn.function->strip(spawn.executor));
    for (FunctionId body : spawn.bodies) {
      const bool known = blocks(analysis, body) || !analysis.costs().of(body).unknownCallee;
      for (const std::string &key : {place, member})
        if (known) ++work[key].tasks, work[key].blocking += blocks(analysis, body);
    }
  }
  return work;
}

static void reportPool(const Analysis &analysis, const Function &function, const facts::OpT &made, std::int32_t pool,
                       const std::map<std::string, PoolWork> &works, std::vector<Finding> &out) {
  if (made.arguments.empty() || pool < 0) return;
  const std::string place = function.placeKey(pool);
  auto found = works.find(place.starts_with("local") ? place + "@" + function.name() : place);
  const PoolWork work = found == works.end() ? PoolWork() : found->second;
  const std::int32_t size = made.arguments.front()->value;
  const std::string name = function.value(pool)->name.empty()
                               ? "the pool"
                               : "'" + std::string(lastComponent(function.value(pool)->name)) + "'";
  if (auto count = analysis.calls().constantOf(function, size);
      count && static_cast<double>(*count) >= number(analysis, options[0]) && work.tasks > 0 && work.blocking == 0)
    return add(function, made,
               name + " has " + std::to_string(*count) +
                   " threads, and its tasks only compute: more threads than cores take turns, and gain nothing; make "
                   "it as large as the machine has cores",
               name, {}, out);
  const bool member = function.value(pool)->kind == ValueKind::Member;
  if (const std::int32_t data = member ? sizeOfWhat(function, size) : -1; data >= 0)
    return add(function, made,
               name + " has as many threads as '" + std::string(lastComponent(function.value(data)->name)) +
                   "' has elements: the data decides how many; give it a number that the machine and the work decide",
               name, {}, out);
  for (const facts::OpT *op : function.ops())
    if (isCoreCount(analysis, function, *op) && work.blocking > 0 && work.blocking == work.tasks &&
        derivedFrom(function, op->result).count(size))
      return add(function, made,
                 name + " has as many threads as there are cores, and its tasks wait for files or the network: the "
                        "cores idle meanwhile; size it by how many requests may be under way",
                 name, {}, out);
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  const Spawns spawns(analysis.calls());
  const std::map<std::string, PoolWork> works = workOfPools(analysis, spawns);
  for (const auto &function : analysis.program().functions())
    for (const facts::OpT *op : function->ops()) {
      if (isCoreCount(analysis, *function, *op)) reportCoreCount(analysis, *function, *op, out);
      if (op->kind != OpKind::Construct || !ownsThreads(analysis.models(), function->typeOf(op->result).value()))
        continue;
      std::int32_t pool = function->value(op->result)->into;
      for (const facts::OpT *init : function->ops())
        if (init->kind == OpKind::Init && init->source == op->result) pool = init->destination;
      reportPool(analysis, *function, *op, pool, works, out);
    }
}

static constexpr std::string_view preferred[] = {"pool-per-call"};
extern const Check PoolSize{"pool-size", "pool",    Severity::Hint, "A pool whose size does not fit its work",
                            run,         preferred, options};

}  // namespace cotidy
