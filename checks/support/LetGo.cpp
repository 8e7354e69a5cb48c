// The chain of calls that makes the task leads to the bodies that run. A member on which one of them hangs, and which
// another method writes, is how that method ends the work: then its end can be waited for, and nobody does.
#include "checks/support/LetGo.h"

#include "analysis/Detached.h"
#include "analysis/MemberUses.h"
#include "checks/support/ObjectLives.h"
#include "checks/support/TaskWords.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::TypeKind;
using facts::ValueKind;

namespace {

class Work {
public:
  Work(const Analysis &analysis, const Function &function) : analysis_(analysis), function_(function) {}

  // False where something about it says that it is looked after.
  bool gather(const facts::OpT &made, unsigned depth = 0) {
    constexpr unsigned longest = 12;
    if (depth > longest) return false;
    std::vector<std::int32_t> operands{made.object};
    for (const auto &argument : made.arguments) operands.push_back(argument->value);
    for (std::int32_t operand : operands) {
      if (operand < 0) continue;
      if (isLookedAfter(function_.typeOf(operand).object())) return false;
      const facts::OpT *before = function_.definition(function_.unmoved(operand));
      if (!before) continue;
      if (before->kind == OpKind::Closure && !addClosure(*before)) return false;
      if ((before->kind == OpKind::Call || before->kind == OpKind::Construct) && !gather(*before, depth + 1))
        return false;
    }
    const facts::ValueT *object = function_.value(function_.unmoved(made.object));
    const CallSite *site = analysis_.calls().at(function_.id(), &made);
    if (!object || object->kind != ValueKind::This || !site || !site->certain || site->targets.size() != 1) return true;
    return add(analysis_.program().function(site->targets.front()));
  }

  const std::vector<const Function *> &bodies() const { return bodies_; }

private:
  bool isLookedAfter(Type type) const {
    const TypeModel *model = type ? typeModel(analysis_.models(), type) : nullptr;
    return (model && model->role == TypeRole::Scope) || isSharedOwner(type) || isGuard(analysis_.models(), type);
  }

  bool addClosure(const facts::OpT &closure) {
    for (const auto &captured : closure.captures)
      if (captured->how != facts::Capture::This && isLookedAfter(function_.type(captured->type).object())) return false;
    for (FunctionId id : analysis_.program().callOperators(function_, closure.function))
      if (!add(analysis_.program().function(id))) return false;
    return true;
  }

  // An error that is taken care of is a task that somebody thought of.
  bool add(const Function &body) {
    if (!body.body().handlers.empty() || tellsWhenDone(analysis_.calls(), body.id())) return false;
    for (std::int32_t parameter : body.body().parameters)
      if (isOutcome(body.typeOf(parameter).object())) return false;
    const auto &values = body.body().values;
    if (std::any_of(values.begin(), values.end(), [&](const auto &value) {
          const bool named = value->kind == ValueKind::Local || value->kind == ValueKind::Member;
          return named && isLookedAfter(body.type(value->type).object());
        }))
      return false;
    bodies_.push_back(&body);
    return !body.head().lambda || addCalled(body);
  }

  // `[this] { return vote(); }`: the coroutine is what runs.
  bool addCalled(const Function &body) {
    for (const facts::OpT *op : body.ops()) {
      const facts::OpT *made = op->kind == OpKind::Return ? body.definition(body.unmoved(op->source)) : nullptr;
      const facts::ValueT *object = made ? body.value(body.unmoved(made->object)) : nullptr;
      const CallSite *site = made && made->kind == OpKind::Call ? analysis_.calls().at(body.id(), made) : nullptr;
      if (!object || object->kind != ValueKind::This || !site || !site->certain || site->targets.size() != 1) continue;
      const Function &called = analysis_.program().function(site->targets.front());
      if (called.coroutine() && !add(called)) return false;
    }
    return true;
  }

  bool isOutcome(Type type) const {
    return type.name().ends_with("::exception_ptr") || type.isOrDerivesFrom("std::exception") ||
           type.name().ends_with("exception_wrapper") || type.name().ends_with("::Try") ||
           taskKind(analysis_.models(), type).pending();
  }

  const Analysis &analysis_;
  const Function &function_;
  std::vector<const Function *> bodies_;
};

// A coroutine that loops, and suspends in it; or a callable that says whether to go round again.
bool goesOn(const Function &body) {
  if (body.head().lambda && body.resultType().is(TypeKind::Bool)) return true;
  const auto &ops = body.ops();
  return body.coroutine() && std::any_of(ops.begin(), ops.end(), [&](const facts::OpT *op) {
           return op->kind == OpKind::Await && op->loop >= 0 &&
                  body.body().loops[op->loop]->bound != facts::Bound::Constant;
         });
}

std::optional<LetGo> endedBy(const Analysis &analysis, const Function &starter, const MadeTask &task,
                             const std::vector<const Function *> &bodies) {
  const Type owner = analysis.program().classAround(starter);
  for (const Function *body : bodies) {
    if (!goesOn(*body)) continue;
    const MemberUses watched = memberUses(*body);
    for (const auto &function : analysis.program().functions()) {
      const Function &other = *function;
      const bool own = &other == &starter || std::find(bodies.begin(), bodies.end(), &other) != bodies.end();
      if (own || isConstructor(other) || analysis.program().classAround(other).name() != owner.name()) continue;
      const MemberUses ending = memberUses(other);
      for (const auto &[member, name] : ending.written)
        if (watched.asked.count(member)) return LetGo{&starter, task, body, &other, name};
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<LetGo> loopsLetGo(const Analysis &analysis) {
  std::vector<LetGo> found;
  for (const auto &function : analysis.program().functions()) {
    if (!analysis.program().classAround(*function)) continue;
    for (const LostTask &lost : analysis.taskUses().of(function->id()).lost) {
      const bool runs = lost.how == LostTask::Discarded && !lost.task.kind.lazy() && lost.task.op->kind == OpKind::Call;
      if (!runs || ruleFor(analysis, *function, lost) != TaskRule::None) continue;
      Work work(analysis, *function);
      if (!work.gather(*lost.task.op)) continue;
      if (auto one = endedBy(analysis, *function, lost.task, work.bodies())) found.push_back(std::move(*one));
    }
  }
  return found;
}

}  // namespace cotidy
