// cotidy-dangling-lambda-coroutine: a lambda that is a coroutine reads its captures from the closure. Where the closure dies
// before the coroutine is done, it reads what is gone.
#include "analysis/ClosureDeath.h"
#include "checks/Check.h"
#include "checks/support/ClosureFix.h"
#include "checks/support/Paths.h"

namespace cotidy {

using facts::OpKind;

namespace {

/// The coroutine of a closure, and a use of a capture that comes when the closure may be gone.
struct LateUse {
  const Function *coroutine = nullptr;
  std::int32_t capture = -1;  // a value of the coroutine
  const Function *function = nullptr;  // where the use stands
  const facts::OpT *use = nullptr;
  const facts::OpT *suspension = nullptr;  // of an eager coroutine: before the use
  bool called = false;  // the capture is called, and what it started may refer to it
};

/// A callable of somebody else's, called and awaited: `[work]() -> task { co_await work(); }`. If it is a coroutine with
/// captures, these are a part of ours.
std::optional<LateUse> calledCapture(const Analysis &analysis, const Function &coroutine) {
  for (const facts::OpT *op : coroutine.ops()) {
    const std::int32_t called = op->callee_value >= 0 ? op->callee_value : op->object;
    if (op->kind != OpKind::Call || called < 0) continue;
    const facts::ValueT *v = coroutine.value(coroutine.unmoved(called));
    const facts::CalleeT *callee = coroutine.callee(op->callee);
    if (v->kind != facts::ValueKind::Capture || (callee && callee->operator_ != "()")) continue;
    const Type type = coroutine.typeOf(called).value();
    const bool foreign = !type || type.is(facts::TypeKind::Dependent) ||
                         (type.isClosure() && !type.facts()->closure.starts_with(coroutine.head().parent));
    const facts::OpT *await =
        foreign && op->result >= 0 ? analysis.fates().awaitedTogether(coroutine, op->result) : nullptr;
    if (!await || await->ready == facts::Ready::Always) continue;
    if (type.isClosure() && type.facts()->captures == 0) continue;
    return LateUse{&coroutine, coroutine.unmoved(called), &coroutine, op, nullptr, true};
  }
  return std::nullopt;
}

std::optional<LateUse> lateUse(const Analysis &analysis, const Function &function, const facts::OpT &closure) {
  if (closure.captures.empty()) return std::nullopt;
  for (FunctionId id : analysis.program().callOperators(function, closure.function)) {
    const Function &inside = analysis.program().function(id);
    if (!inside.coroutine()) continue;
    for (const Kept &kept : analysis.keeps().of(id))
      if (kept.what == Kept::Capture && kept.by == Kept::Result && kept.use)
        return LateUse{&inside, kept.index, kept.function, kept.use, kept.suspension, false};
    if (auto called = calledCapture(analysis, inside)) return called;
  }
  return std::nullopt;
}

/// A closure that is copied into the coroutine: `[x](this auto) -> task {…}`.
bool ownsItself(const Function &coroutine) {
  const facts::UnitT &unit = *coroutine.unit();
  for (const auto &callee : unit.callees)
    if (callee->key == coroutine.head().key) return callee->object == facts::ObjectParameter::ByValue;
  return false;
}

std::string nameOf(const Function &function, std::int32_t value) {
  const facts::ValueT *v = function.value(value);
  if (!v) return {};
  if (v->kind == facts::ValueKind::This) return "this";
  return v->name;
}

std::string quoted(const std::string &name) { return "'" + name + "'"; }

/// How the closure dies, as the middle of a sentence.
std::string deathOf(const Analysis &analysis, const ClosureDeath &death) {
  const Function &function = analysis.program().function(death.function);
  const CallSite *site = analysis.calls().at(death.function, death.op);
  const std::string callee = site ? std::string(lastComponent(site->name)) : std::string();
  const std::string what = death.inside ? "the closure that holds it" : "its closure";
  if (death.by) return quoted(callee) + " destroys " + what + " as soon as the call of it returns";
  const std::string name = nameOf(function, death.storage.value);
  switch (death.storage.kind) {
  case Storage::Parameter:
    return quoted(function.head().display) + " destroys its parameter " + quoted(name) + " when it returns";
  case Storage::Variable: return what + " " + (name.empty() ? "" : quoted(name) + " ") + "dies at the end of its scope";
  default: return what + " is a temporary that dies at the end of the statement";
  }
}

std::vector<Step> stepsOf(const Analysis &analysis, const ClosureDeath &death, const LateUse &late,
                          const std::string &capture) {
  const Function &function = analysis.program().function(death.function);
  std::vector<Step> steps;
  if (!death.by)
    steps.push_back(
        {locate(function, *death.op), "the coroutine is started here, on a closure that does not live as long"});
  else
    steps.push_back({locate(function, *death.op), "the closure is handed over here"});
  if (death.outliving) {
    if (death.outliving->way)
      for (Step &step : pathSteps(function, *death.outliving->way)) steps.push_back(std::move(step));
    const facts::OpT *away = death.outliving->later ? death.outliving->later : death.outliving->fate.op;
    if (away && away != death.op && away->place)
      steps.push_back({locate(function, *away), "the task goes on here; the closure is gone"});
  }
  if (late.suspension && late.suspension->place)
    steps.push_back({locate(*late.coroutine, *late.suspension), "the coroutine may be suspended here"});
  if (late.function && late.use->place)
    steps.push_back(
        {locate(*late.function, *late.use), "it uses " + (capture.empty() ? "a capture" : quoted(capture)) + " here"});
  return steps;
}

void report(const Analysis &analysis, const Function &function, const facts::OpT &closure, const LateUse &late,
            const ClosureDeath &death, std::vector<Finding> &out) {
  const std::string capture = nameOf(*late.coroutine, late.capture);
  const ClosureRemedy remedy = closureRemedy(analysis, function, closure, *late.coroutine);
  Finding finding;
  finding.severity = Severity::Error;
  finding.confidence = (death.by || (death.outliving && death.outliving->sure)) && !death.inside && !late.called
                           ? Confidence::Proved
                           : Confidence::Likely;
  finding.at = locate(function, closure.place);
  finding.message = "the captures of this coroutine die before it is done: " + deathOf(analysis, death) +
                    ", and the coroutine uses " + (capture.empty() ? "a capture" : quoted(capture)) +
                    (late.called       ? " while it awaits what that returned; "
                     : late.suspension ? " after a suspension; "
                                       : " after that; ") +
                    remedy.text;
  finding.steps = stepsOf(analysis, death, late, capture);
  finding.function = function.name();
  finding.subject = late.coroutine->name();
  finding.statement = statementOf(function, closure);
  finding.fixes = remedy.fixes;
  if (finding.at.line) out.push_back(std::move(finding));
}

void run(const Analysis &analysis, std::vector<Finding> &out) {
  const ClosureDeaths deaths(analysis.fates());
  for (const auto &function : analysis.program().functions())
    for (const facts::OpT *op : function->ops()) {
      if (op->kind != OpKind::Closure || !op->place) continue;
      const std::optional<LateUse> late = lateUse(analysis, *function, *op);
      if (!late || ownsItself(*late->coroutine)) continue;
      if (auto death = deaths.of(*function, *op)) report(analysis, *function, *op, *late, *death, out);
    }
}

}  // namespace

extern const Check DanglingLambdaCoroutine{"dangling-lambda-coroutine", "lifetime", Severity::Error,
                                           "A lambda coroutine that outlives the closure with its captures", run};

}  // namespace cotidy
