// cotidy-lock-across-suspension: a lock that keeps a thread is held where the coroutine suspends.
#include "checks/Check.h"
#include "checks/support/Held.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;

static std::string suspension(const Analysis &analysis, const Function &function, const facts::OpT &op) {
  if (op.kind == OpKind::Await) return "this co_await";
  if (op.kind == OpKind::Yield) return "this co_yield";
  const CallSite *site = analysis.calls().at(function.id(), &op);
  return "the call of '" + (site ? site->name : op.name) + "', which suspends the task,";
}

static std::string remedy(const Analysis &analysis, const Function &function) {
  std::string_view task = function.coroutine() ? function.resultType().value().name() : std::string_view();
  const Replacement *asynchronous = task.empty() ? nullptr : analysis.models().replacement("lock", task);
  return "; give it back before" +
         (asynchronous ? ", or use " + asynchronous->text : ", or use a mutex that suspends the task");
}

static Confidence confidence(const HeldLocks::State &held) {
  if (std::any_of(held.begin(), held.end(), surely)) return Confidence::Proved;
  const bool given = std::all_of(held.begin(), held.end(), [](const Hold &hold) { return hold.taken < 0; });
  return given ? Confidence::Possible : Confidence::Likely;
}

// The one that is explained: taken here, if there is such a one.
static const Hold &shown(const HeldLocks::State &held) {
  auto sure = std::find_if(held.begin(), held.end(), surely);
  return sure == held.end() ? *held.begin() : *sure;
}

// `co_await Parked(*this, lock)`: whoever gets the guard itself gives the lock back while the coroutine is parked.
static bool handsGuardOver(const Analysis &analysis, const Function &function, const facts::OpT &op) {
  const facts::OpT *made = op.kind == OpKind::Await ? function.definition(function.unmoved(op.source)) : nullptr;
  return made && std::any_of(made->arguments.begin(), made->arguments.end(), [&](const auto &argument) {
           const facts::ValueT *v = function.value(argument->value);
           const TypeModel *model = typeModel(analysis.models(), function.typeOf(argument->value).value());
           return v && v->kind == facts::ValueKind::Local && model && model->role == TypeRole::Lock;
         });
}

// Taken by hand from a mutex of the caller's, and never given back here: a signal, or the caller's to give back.
static bool isCallersToGiveBack(const Analysis &analysis, const Function &function, const Hold &hold) {
  const facts::OpT *taken = hold.guard.empty() ? analysis.locks().taken(function, hold) : nullptr;
  const CallSite *locks = taken ? analysis.calls().at(function.id(), taken) : nullptr;
  const bool itself = locks && std::any_of(locks->models.begin(), locks->models.end(),
                                           [](const FunctionModel *model) { return model->locks == Locking::Acquire; });
  const std::int32_t mutex = itself ? function.unmoved(taken->object) : -1;
  if (mutex < 0 || function.value(mutex)->kind != facts::ValueKind::Param) return false;
  const auto &sites = analysis.calls().of(function.id());
  return std::none_of(sites.begin(), sites.end(), [&](const CallSite &site) {
    const bool named = std::any_of(site.op->arguments.begin(), site.op->arguments.end(),
                                   [&](const auto &argument) { return function.unmoved(argument->value) == mutex; });
    return named || (site.op != taken && function.unmoved(site.op->object) == mutex);
  });
}

static Finding describe(const Analysis &analysis, const Function &function, const facts::OpT &op,
                        const HeldLocks::State &held) {
  Finding finding;
  finding.severity = Severity::Error;
  finding.confidence = confidence(held);
  finding.at = locate(function, op);
  finding.message =
      namesOf(analysis, function, held) + " stays locked over " + suspension(analysis, function, op) + " in " +
      nameOf(function) +
      ": whoever wants it next blocks its thread, and it may be given back on another thread than it was taken on" +
      remedy(analysis, function);
  finding.steps = heldSteps(analysis, function, shown(held), op);
  finding.function = function.name();
  finding.subject = analysis.locks().name(function, shown(held));
  finding.statement = statementOf(function, op);
  return finding;
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  for (FunctionId id : analysis.locks().holders()) {
    const Function &function = analysis.program().function(id);
    for (const facts::OpT *op : function.ops()) {
      HeldLocks::State held = analysis.locks().before(op);
      std::erase_if(held, [&](const Hold &hold) { return isCallersToGiveBack(analysis, function, hold); });
      if (held.empty() || !analysis.suspensions().at(function, *op) || handsGuardOver(analysis, function, *op))
        continue;
      Finding finding = describe(analysis, function, *op, held);
      if (finding.at.line) out.push_back(std::move(finding));
    }
  }
}

extern const Check LockAcrossSuspension{"lock-across-suspension", "lock", Severity::Error,
                                        "A lock that keeps a thread is held where the coroutine suspends", run};

}  // namespace cotidy
