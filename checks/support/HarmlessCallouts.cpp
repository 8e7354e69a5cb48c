// What listeners and hooks do is read where the program has them; all else is a matter of marks and of results.
#include "checks/support/HarmlessCallouts.h"

#include "analysis/MemberUses.h"
#include "checks/support/ThreadMarks.h"

#include <algorithm>
#include <set>

namespace cotidy {

namespace {
/// What listeners do that the program has itself: does one of them wait for a lock that is held, or run code of others?
class ComingBack {
public:
  ComingBack(const Analysis &analysis, const Function &holder, const HeldLocks::State &held) : analysis_(analysis) {
    for (const Hold &hold : held) mutexes_.insert(analysis.locks().identity(holder, hold));
  }

  bool may(FunctionId id) {
    constexpr std::size_t most = 256;
    if (!seen_.insert(id).second) return false;
    if (seen_.size() > most) return true;
    const Function &function = analysis_.program().function(id);
    const auto ops = function.ops();
    return std::any_of(ops.begin(), ops.end(), [&](const facts::OpT *op) { return byOperation(function, *op); });
  }

private:
  bool byOperation(const Function &function, const facts::OpT &op) {
    const CallSite *site = analysis_.calls().at(function.id(), &op);
    return std::any_of(mutexes_.begin(), mutexes_.end(),
                       [&](const std::string &mutex) { return analysis_.locks().takesHere(&op, mutex); }) ||
           analysis_.callouts().of(function, op) ||
           (site && std::any_of(site->targets.begin(), site->targets.end(), [&](FunctionId to) { return may(to); }));
  }

  const Analysis &analysis_;
  std::set<std::string> mutexes_;
  std::set<FunctionId> seen_;
};
}  // namespace

// The classes whose members are locked.
static std::set<std::string_view> ownersOf(const Analysis &analysis, const Function &function,
                                           const HeldLocks::State &held) {
  std::set<std::string_view> owners{analysis.program().classAround(function).name()};
  for (const Hold &hold : held) {
    const facts::OpT *taken = analysis.locks().taken(function, hold);
    if (!taken) continue;
    std::vector<std::int32_t> operands{taken->object};
    for (const auto &argument : taken->arguments) operands.push_back(argument->value);
    for (std::int32_t operand : operands)
      if (const facts::ValueT *mutex = function.value(operand); mutex && mutex->kind == facts::ValueKind::Member)
        for (std::int32_t object : mutex->inputs) owners.insert(function.typeOf(object).object().name());
  }
  owners.erase(std::string_view());
  return owners;
}

// `executor_([this] { step(); })`: what is handed work puts it off, as a rule.
static bool isHandedWork(const Function &caller, const facts::OpT &op) {
  if (op.arguments.size() != 1) return false;
  std::int32_t work = caller.unmoved(op.arguments.front()->value);
  const facts::OpT *made = caller.definition(work);
  if (made && made->kind == facts::OpKind::Construct && made->arguments.size() == 1)
    work = caller.unmoved(made->arguments.front()->value);  // a std::function of it
  return caller.typeOf(work).object().isClosure();
}

// A function pointer that a wrapper of callables calls when it is moved or dies: it destroys what is in it.
static bool isOfWrapper(const Function &caller, const facts::OpT &op) {
  const std::string_view name = lastComponent(caller.name());
  const bool movesOrDies = name.starts_with('~') || name == "operator=" || isConstructor(caller);
  return movesOrDies && caller.typeOf(op.callee_value).value().is(facts::TypeKind::Pointer);
}

// For a truth value; or, where it stands alone and is no list of listeners, for a value of whatever kind.
static bool isAsked(const Function &caller, const facts::OpT &call) {
  const Type answer = caller.typeOf(call.result).value();
  const bool alone = !originOf(caller, call.callee_value >= 0 ? call.callee_value : call.object).element;
  return answer.is(facts::TypeKind::Bool) || (alone && answer && !answer.is(facts::TypeKind::Void));
}

// Is the callable that the function was given moved anywhere? A completion handler is handed on so, a visitor is not.
static bool isHandedOn(const Function &function, std::int32_t index) {
  const auto &parameters = function.body().parameters;
  if (index < 0 || index >= static_cast<std::int32_t>(parameters.size())) return false;
  const std::int32_t parameter = parameters[static_cast<std::size_t>(index)];
  const auto &values = function.body().values;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i]->kind == facts::ValueKind::Move && function.unmoved(static_cast<std::int32_t>(i)) == parameter)
      return true;
  return false;
}

std::string_view whyHarmless(const Analysis &analysis, const Function &function, const HeldLocks::State &held,
                             const facts::OpT &op, const Callout &leaf) {
  const Function &caller = analysis.program().function(leaf.function);
  if (leaf.kind == Callout::Callback && isAsked(caller, *leaf.op)) return "; it may be a filter that is only asked";
  if (leaf.kind == Callout::Callback && leaf.whose == Callout::Given && !isHandedOn(caller, leaf.parameter))
    return "; it may be a part of what was asked for";
  if (leaf.kind == Callout::Callback && isHandedWork(caller, *leaf.op))
    return "; it is handed work, which an executor puts off";
  if (leaf.kind == Callout::Callback && isOfWrapper(caller, *leaf.op))
    return "; it may only destroy what a wrapper holds";
  if (std::all_of(held.begin(), held.end(),
                  [&](const Hold &hold) { return marksItsThread(analysis, function, hold, op); }))
    return "; a mark of the thread may turn those away who come back";
  const CallSite *site = leaf.kind != Callout::Completion ? analysis.calls().at(leaf.function, leaf.op) : nullptr;
  if (!site || site->targets.empty()) return "";
  // Of callbacks those are seen that the program gives itself, others may give others; of hooks of its own a class has all.
  const std::set<std::string_view> owners = ownersOf(analysis, function, held);
  const auto isForeign = [&](FunctionId to) {
    return !owners.count(analysis.program().classAround(analysis.program().function(to)).name());
  };
  if (leaf.kind == Callout::Callback && std::any_of(site->targets.begin(), site->targets.end(), isForeign)) return "";
  ComingBack back(analysis, function, held);
  const bool may = std::any_of(site->targets.begin(), site->targets.end(), [&](FunctionId to) { return back.may(to); });
  return may ? "" : "; none of those that the program has does so today";
}

}  // namespace cotidy
