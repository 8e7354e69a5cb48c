// cotidy-callout-under-lock: a callback, a listener or a continuation of others runs while a lock is held.
#include "analysis/KeptObjects.h"
#include "checks/Check.h"
#include "checks/support/HarmlessCallouts.h"
#include "checks/support/Held.h"

#include <algorithm>
#include <map>
#include <set>

namespace cotidy {

// A local of this function, or one of the function around that a lambda captured by reference.
static bool livesInFrame(const Analysis &analysis, const Function &function, std::int32_t id) {
  const facts::ValueT *value = function.value(id);
  if (!value) return false;
  if (value->kind == facts::ValueKind::Local)
    return !value->static_ && function.type(value->type).is(facts::TypeKind::Record);
  auto parent = value->kind == facts::ValueKind::Capture ? analysis.program().resolve(function, function.head().parent)
                                                         : std::nullopt;
  if (!parent) return false;
  const Function &outer = analysis.program().function(*parent);
  for (const facts::OpT *op : outer.ops())
    for (const auto &capture : op->captures) {
      const bool same =
          op->kind == facts::OpKind::Closure && op->function == function.head().closure && capture->name == value->name;
      if (same && capture->how == facts::Capture::Reference) return livesInFrame(analysis, outer, capture->value);
    }
  return false;
}

// A mutex that lives in the frame: nobody from outside can come back for it.
static bool isOfFrame(const Analysis &analysis, const Function &function, const Hold &hold) {
  const facts::OpT *taken = analysis.locks().taken(function, hold);
  if (!taken) return false;
  std::vector<std::int32_t> operands{taken->object};
  for (const auto &argument : taken->arguments) operands.push_back(argument->value);
  return std::any_of(operands.begin(), operands.end(), [&](std::int32_t operand) {
    const TypeModel *model = typeModel(analysis.models(), function.typeOf(operand).value());
    return model && model->role == TypeRole::Mutex && livesInFrame(analysis, function, operand);
  });
}

// `announce(lock, listener)`: a helper that is given the guard, and unlocks it, calls with the lock free.
static bool isLentAndUnlocked(const Analysis &analysis, const Function &function, const facts::OpT &op,
                              const Hold &hold, const Callout &callout) {
  const std::int32_t guard = LockPlaces::rootValue(hold.guard);
  if (!callout.next || guard < 0 || op.kind != facts::OpKind::Call) return false;
  const Function &helper = analysis.program().function(*callout.next);
  const auto &parameters = helper.body().parameters;
  for (std::size_t i = 0; i < std::min(op.arguments.size(), parameters.size()); ++i)
    if (function.strip(op.arguments[i]->value) == guard)
      return std::any_of(helper.ops().begin(), helper.ops().end(), [&](const facts::OpT *step) {
        const facts::CalleeT *callee = step->kind == facts::OpKind::Call ? helper.callee(step->callee) : nullptr;
        return callee && lastComponent(callee->name) == "unlock" && helper.strip(step->object) == parameters[i];
      });
  return false;
}

static std::string whatRuns(const Callout &leaf) {
  switch (leaf.kind) {
  case Callout::Callback: return "the callback '" + leaf.subject + "'";
  case Callout::Listener: return "'" + leaf.subject + "' of a registered object";
  case Callout::Completion: return "'" + leaf.subject + "', which runs the continuation of others,";
  }
  return {};
}

static std::string remedy(const Callout &leaf) {
  return leaf.kind == Callout::Completion
             ? "; note under the lock what is to be completed, and complete it when the lock is free"
             : "; copy or move it out under the lock, and call it when the lock is free";
}

static std::vector<Step> wayDown(const Analysis &analysis, const std::vector<Callout> &chain) {
  std::vector<Step> steps;
  for (std::size_t i = 1; i < chain.size(); ++i) {
    const Function &function = analysis.program().function(chain[i].function);
    std::string what = chain[i].next ? "calls '" + analysis.program().function(*chain[i].next).head().display + "'"
                                     : "calls '" + chain[i].subject + "' here";
    steps.push_back({locate(function, *chain[i].op), "in '" + function.head().display + "': " + what});
  }
  return steps;
}

// The lock of an object that dies: nobody may use the object any more, with the lock or without.
static bool endsItsOwner(const Function &function) { return lastComponent(function.name()).starts_with('~'); }

// `auto &entry = entries_.emplace_back(); entry.onEnd(f)`: made just now. What runs there hangs on what the object has been
// through, and this one has been through nothing.
static bool isNew(const Function &function, const facts::OpT &op, const Callout &callout) {
  const facts::ValueT *object = callout.next ? function.value(function.unmoved(op.object)) : nullptr;
  if (!object || object->kind != facts::ValueKind::Local) return false;
  const auto &writes = function.writes(function.unmoved(op.object));
  const facts::OpT *made = writes.size() == 1 ? function.definition(function.unmoved(writes.front()->source)) : nullptr;
  const facts::CalleeT *callee = made && made->kind == facts::OpKind::Call ? function.callee(made->callee) : nullptr;
  return callee && made->arguments.empty() && lastComponent(callee->name).starts_with("emplace");
}

// The callback belongs to another object, which this one keeps: who gave it may have thought of the lock.
static bool isOfKeptObject(const Analysis &analysis, const std::vector<Callout> &chain) {
  return chain.back().kind == Callout::Callback && chain.back().whose == Callout::Own &&
         std::any_of(chain.begin(), chain.end(), [&](const Callout &step) {
           const Function &function = analysis.program().function(step.function);
           const facts::ValueT *object = step.next ? function.value(step.op->object) : nullptr;
           return object && object->kind != facts::ValueKind::This && isKeptObject(function, step.op->object);
         });
}

static Finding describe(const Analysis &analysis, const Function &function, const facts::OpT &op,
                        const HeldLocks::State &held, const Callout &callout) {
  const std::vector<Callout> chain = analysis.callouts().chain(callout);
  const Callout &leaf = chain.back();
  Finding finding;
  finding.severity = Severity::Warning;
  const std::string_view harmless = whyHarmless(analysis, function, held, op, leaf);
  const bool isNewObject = isNew(function, op, callout);
  const bool ofKept = isOfKeptObject(analysis, chain);
  const bool doubtful = endsItsOwner(function) || isNewObject || !harmless.empty() || ofKept;
  finding.confidence = doubtful ? Confidence::Possible : Confidence::Likely;
  finding.at = locate(function, op);
  std::string through =
      callout.next ? " (through '" + analysis.program().function(*callout.next).head().display + "')" : "";
  finding.message = whatRuns(leaf) + " runs" + through + " while " + nameOf(function) + " holds " +
                    namesOf(analysis, function, held) +
                    ": one that comes back to this object deadlocks, and everybody else waits for it" +
                    std::string(harmless) + remedy(leaf) +
                    (isNewObject ? "; the object is new, and may have nothing to tell yet" : "") +
                    (ofKept ? "; it belongs to another object, and who gave it there may know of the lock" : "");
  finding.steps = heldSteps(analysis, function, *held.begin(), op);
  std::vector<Step> down = wayDown(analysis, chain);
  finding.steps.insert(finding.steps.end(), down.begin(), down.end());
  finding.function = function.name();
  finding.subject = leaf.subject;
  finding.statement = statementOf(function, op);
  return finding;
}

// An object whose destructor wants the lock that is held: the thread waits for itself.
static void lookForDestructors(const Analysis &analysis, const Function &function, const facts::OpT &op,
                               const HeldLocks::State &held, std::vector<Finding> &out) {
  const LockedDestructors destructors(analysis.calls(), analysis.locks());
  for (const Hold &hold : held) {
    // Who locks by hand gives it back by hand, on ways that hang on flags: the end of a scope says little then.
    if (hold.guard.empty() && op.kind == facts::OpKind::Destroy) continue;
    auto destructor = destructors.runs(function, op, analysis.locks().identity(function, hold));
    if (!destructor) continue;
    const Function &body = analysis.program().function(*destructor);
    const facts::ValueT *object =
        op.kind == facts::OpKind::Destroy ? function.value(function.strip(op.source)) : nullptr;
    Finding finding;
    finding.severity = Severity::Warning;
    finding.confidence = Confidence::Likely;
    finding.at = object && object->place ? locate(function, object->place) : locate(function, op);
    finding.message = "'" + body.head().display + "' may run here, while " + nameOf(function) + " holds " +
                      namesOf(analysis, function, {hold}) +
                      ", and it takes the same lock: the thread waits for itself; move the object out under the lock, "
                      "and let it die when the lock is free";
    finding.steps = heldSteps(analysis, function, hold, op);
    finding.steps.push_back({locateHead(body), "the destructor that takes it again"});
    finding.function = function.name();
    finding.subject = body.name();
    finding.statement = statementOf(function, op);
    if (finding.at.line) out.push_back(std::move(finding));
    return;
  }
}

namespace {
/// One callback under one lock is one mistake: on each way out of a function, and from whichever function one comes to the
/// call with the lock held.
class Mistakes {
public:
  Mistakes(const Analysis &analysis, std::vector<Finding> &out) : analysis_(analysis), out_(out) {}

  void add(const Function &function, const HeldLocks::State &held, const Callout &callout, Finding finding) {
    if (!finding.at.line) return;
    const facts::OpT *call = analysis_.callouts().chain(callout).back().op;
    const std::string mutex = analysis_.locks().identity(function, *held.begin());
    const std::string subject = finding.subject + '\n' + namesOf(analysis_, function, held);
    std::size_t known = inFunction_.try_emplace({function.id(), subject}, out_.size()).first->second;
    if (callout.next) known = std::min(known, byCall_.try_emplace({call, mutex}, known).first->second);
    if (known == out_.size())
      out_.push_back(std::move(finding));
    else if (out_[known].at != finding.at) {
      if (out_[known].confidence == Confidence::Possible && finding.confidence != Confidence::Possible)
        std::swap(out_[known], finding);  // the surer one speaks for both
      out_[known].related.push_back({finding.at, "and again here"});
    }
  }

private:
  const Analysis &analysis_;
  std::vector<Finding> &out_;
  std::map<std::pair<FunctionId, std::string>, std::size_t> inFunction_;
  std::map<std::pair<const facts::OpT *, std::string>, std::size_t> byCall_;
};
}  // namespace

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  Mistakes mistakes(analysis, out);
  for (FunctionId id : analysis.locks().holders()) {
    const Function &function = analysis.program().function(id);
    for (const facts::OpT *op : function.ops()) {
      HeldLocks::State held = analysis.locks().throughout(op);
      std::erase_if(held, [&](const Hold &hold) {
        // With a recursive mutex the author has thought of callers that come back.
        return mayBeTakenAgain(analysis, function, hold) || isOfFrame(analysis, function, hold);
      });
      if (held.empty()) continue;
      lookForDestructors(analysis, function, *op, held, out);
      auto callout = analysis.callouts().of(function, *op);
      if (!callout) continue;
      std::erase_if(held, [&](const Hold &hold) { return isLentAndUnlocked(analysis, function, *op, hold, *callout); });
      if (held.empty()) continue;
      mistakes.add(function, held, *callout, describe(analysis, function, *op, held, *callout));
    }
  }
}

extern const Check CalloutUnderLock{"callout-under-lock", "lock", Severity::Warning,
                                    "A callback, a listener or a continuation of others runs under a lock", run};

}  // namespace cotidy
