// cotidy-pool-per-call: a pool, or something with a thread of its own, that is made and ended again and again.
#include "analysis/PoolOwners.h"
#include "checks/Check.h"
#include "checks/support/Places.h"
#include "checks/support/Requests.h"
#include "checks/support/TestCode.h"

#include <algorithm>

namespace cotidy {

// A measurement tries pools of several sizes: what it is given changes with each round.
static bool isTried(const Function &function, const LocalPool &pool) {
  const auto &given = pool.made->arguments;
  return std::any_of(given.begin(), given.end(),
                     [&](const auto &argument) { return variesIn(function, argument->value, pool.loop); });
}

// A few rounds, or so many as somebody says: a benchmark, a test.
static bool isInLoop(const Repetitions &repetitions, const Function &function, const LocalPool &pool) {
  if ((pool.loop < 0 && !pool.shared) || (pool.loop >= 0 && isTried(function, pool))) return false;
  facts::OpT at;
  at.loop = pool.loop;
  const auto repeated = repetitions.of(function, at);
  return repeated && repeated->kind != Repetition::Constant && repeated->kind != Repetition::Count;
}

static std::string nameOf(const Function &function, std::int32_t value) {
  const facts::ValueT *v = function.value(value);
  return v && !v->name.empty() ? "'" + std::string(lastComponent(v->name)) + "'" : "the data";
}

/// "each run of coroutine 'f'"; empty where it may be made once.
static std::string howOften(const RunsOften &often, const Repetitions &repetitions, const Function &function,
                            const LocalPool &pool) {
  if (isInLoop(repetitions, function, pool)) return "each round of a loop";
  return function.head().main || pool.shared ? std::string() : often.why(function);
}

// Where it dies; null where that is not shown.
static const facts::OpT *deathOf(const Function &function, const LocalPool &pool) {
  for (const facts::OpT *op : function.ops())
    if (op->kind == facts::OpKind::Destroy && function.strip(op->source) == pool.variable) return op;
  return nullptr;
}

// A class of the program whose destructor waits, in async code: blocking-destructor says what it does. A library's pool is
// there for being made once.
static bool isSaidElsewhere(const Analysis &analysis, const Function &function, const LocalPool &pool) {
  if (pool.modelled || !analysis.contexts().standing(function.id()).async) return false;
  const facts::OpT *death = deathOf(function, pool);
  return death && analysis.effects().of(function, *death, Effect::Destructor);
}

static void report(const Function &function, const LocalPool &pool, const std::string &often,
                   const std::string &threads, std::vector<Finding> &out) {
  const facts::ValueT &variable = *function.value(pool.variable);
  Finding finding;
  finding.severity = Severity::Warning;
  finding.confidence = Confidence::Likely;
  finding.at = locate(function, variable.place);
  const std::string type(lastComponent(function.typeOf(pool.variable).name()));
  finding.message = "'" + variable.name + "' (" + type + ") starts threads and ends them for " + often +
                    ", about 20 us for each thread" + threads +
                    "; make it once, where the program or the service begins, and lend it to who needs it";
  finding.function = function.name();
  finding.subject = std::string(function.typeOf(pool.variable).name());
  finding.statement = statementOf(function, *pool.made);
  if (const facts::OpT *death = deathOf(function, pool))
    for (std::uint32_t part : statementOf(function, *death)) finding.statement.push_back(part);
  if (finding.at.line) out.push_back(std::move(finding));
}

// ------------------------------------------------------------------ one for each object

// `std::make_unique<Channel>(settings)`, or `new`: none for what is made in another way.
static Type madeOnHeap(const Function &function, const facts::OpT &op) {
  if (op.kind == facts::OpKind::New) return function.typeOf(op.source).value();
  const facts::CalleeT *callee = op.kind == facts::OpKind::Call ? function.callee(op.callee) : nullptr;
  const std::string_view maker = callee && callee->system ? lastComponent(callee->name) : std::string_view();
  return maker == "make_unique" || maker == "make_shared" ? heldType(function.typeOf(op.result).value()) : Type();
}

/// "element of 'channels'", "connection or request that the handler gets"; empty where that is not shown.
static std::string forEachWhat(const Repetitions &repetitions, const std::set<FunctionId> &handlers,
                               const Function &function, const facts::OpT &op) {
  const facts::OpT *made = op.kind == facts::OpKind::New ? function.definition(op.source) : &op;
  const auto repetition = repetitions.of(function, made ? *made : op);
  if (!repetition) return handlers.count(function.id()) ? "connection or request that the handler gets" : "";
  const bool perItem = op.loop >= 0 && repetition->kind == Repetition::Container && takesItem(*repetition);
  if (!perItem) return {};
  return "element of " + (repetition->over.empty() ? "the data" : "'" + repetition->over + "'");
}

// `channels.push_back(std::make_unique<Channel>(settings))`, and each channel has a pool.
static void reportObjects(const Analysis &analysis, const Repetitions &repetitions,
                          const std::set<FunctionId> &handlers, const Function &function, std::vector<Finding> &out) {
  for (const facts::OpT *op : function.ops()) {
    const Type made = madeOnHeap(function, *op);
    if (!made || !ownsPool(analysis.models(), made)) continue;
    const std::string what = forEachWhat(repetitions, handlers, function, *op);
    if (what.empty()) continue;
    Finding finding;
    finding.severity = Severity::Warning;
    finding.confidence = Confidence::Likely;
    finding.at = locate(function, *op);
    const std::string type(lastComponent(made.name()));
    finding.message =
        "each '" + type + "' has threads of its own, and one is made for each " + what +
        ": most of them sleep, and their number grows with the data; make one pool, and lend it to all of them";
    finding.function = function.name();
    finding.subject = std::string(made.name());
    finding.statement = statementOf(function, *op);
    if (finding.at.line) out.push_back(std::move(finding));
  }
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  const Repetitions repetitions(analysis.calls());
  const std::set<FunctionId> handlers = requestHandlers(analysis.calls());
  for (const auto &function : analysis.program().functions())
    reportObjects(analysis, repetitions, handlers, *function, out);
  const RunsOften often(analysis.calls(), analysis.contexts(), analysis.effects());
  for (const auto &function : analysis.program().functions())
    for (const LocalPool &pool : localPools(analysis.models(), *function)) {
      std::string why = howOften(often, repetitions, *function, pool), threads;
      for (const auto &argument : pool.made->arguments)
        if (const std::int32_t data = sizeOfWhat(*function, argument->value); data >= 0 && !function->head().main) {
          if (why.empty()) why = "each call of '" + function->head().display + "'";
          threads = ", and as many of them as " + nameOf(*function, data) + " has elements";
        }
      if (!why.empty() && !isTestCode(analysis, *function) && !isSaidElsewhere(analysis, *function, pool))
        report(*function, pool, why, threads, out);
    }
}

extern const Check PoolPerCall{"pool-per-call", "pool", Severity::Warning, "A pool or runtime built again and again",
                               run};

}  // namespace cotidy
