// The ways of a closure out of its method are those of CallableEscapes. Whoever dies by a destructor that calls something may
// take the work back there, so only objects that die in silence count.
#include "checks/support/StartedWork.h"

#include "analysis/CallableEscapes.h"
#include "checks/support/ObjectLives.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::TypeKind;
using facts::ValueKind;

// Nobody hears of the death: no destructor of it calls anything.
static bool diesInSilence(const Program &program, const Function &method, Type type, unsigned depth = 0) {
  constexpr unsigned deepest = 4;
  if (!type.is(TypeKind::Record) || depth > deepest) return false;
  if (type.name() == "std::enable_shared_from_this") return true;
  const facts::TypeT &facts = *type.facts();
  if (facts.system || facts.dependent) return false;
  for (std::int32_t base : facts.bases)
    if (!diesInSilence(program, method, Type(type.unit(), base), depth + 1)) return false;
  if (facts.destructor != facts::Destructor::User) return true;
  if (facts.destructor_callee < 0) return false;
  const auto body =
      program.resolve(method, type.unit()->callees[static_cast<std::size_t>(facts.destructor_callee)]->key);
  const auto calls = [](const facts::OpT *op) { return op->kind == OpKind::Call || op->kind == OpKind::Construct; };
  return body && std::none_of(program.function(*body).ops().begin(), program.function(*body).ops().end(), calls);
}

// `timer_.async_wait([this] {…})`: a part of the object gives the work up when it dies with it.
static bool isOfObject(const Function &method, const facts::OpT &start) {
  const std::vector<std::int32_t> operands = operandsOf(start);
  return std::any_of(operands.begin(), operands.end(), [&](std::int32_t value) {
    const facts::ValueT *v = method.value(method.strip(value));
    const facts::ValueT *base =
        v && v->kind == ValueKind::Member && !v->inputs.empty() ? method.value(v->inputs.front()) : nullptr;
    const Type type = v ? method.type(v->type) : Type();
    return base && base->kind == ValueKind::This && !type.is(TypeKind::LRef) && !type.is(TypeKind::Pointer) &&
           !isSharedOwner(type);
  });
}

// Nobody can wait for it: what starts it gives nothing, or what it gives is dropped.
bool StartedWorks::staysBehind(const Function &method, const facts::OpT &closure, const facts::OpT &start) const {
  const bool captures = std::any_of(closure.captures.begin(), closure.captures.end(),
                                    [](const auto &capture) { return capture->how == facts::Capture::This; });
  const bool owns = capturesOwner(analysis_.models(), method, closure);
  const Type result = method.typeOf(start.result).value();
  const bool silent = !result || result.is(TypeKind::Void) || start.statement;
  const bool takesOwner = std::any_of(start.arguments.begin(), start.arguments.end(), [&](const auto &argument) {
    return mayOwnObject(analysis_.models(), method.typeOf(argument->value));
  });
  return captures && !owns && !takesOwner && silent && !workKind(analysis_.models(), result) &&
         !isOfObject(method, start) && analysis_.fates().outlivesFunction(method, start);
}

std::optional<StartedWork> StartedWorks::search(const Function &method, unsigned depth) const {
  const Type owner(method.unit(), method.head().class_);
  if (!owner || method.head().lambda || method.coroutine()) return std::nullopt;
  if (!diesInSilence(analysis_.program(), method, owner)) return std::nullopt;
  for (const facts::OpT *op : method.ops()) {
    if (op->kind == OpKind::Closure)
      for (const CallableEscape &escape : escapesOf(analysis_.fates(), method, op->result))
        if (escape.how == CallableEscape::Later && escape.op == escape.start && staysBehind(method, *op, *escape.start))
          return StartedWork{&method, escape.start};
    const facts::ValueT *object = op->kind == OpKind::Call ? method.value(method.unmoved(op->object)) : nullptr;
    const auto called =
        object && object->kind == ValueKind::This ? calledBody(analysis_.calls(), method, *op) : std::nullopt;
    if (const StartedWork *further = called ? find(*called, depth + 1) : nullptr) return *further;
  }
  return std::nullopt;
}

const StartedWork *StartedWorks::find(FunctionId method, unsigned depth) const {
  constexpr unsigned deepest = 3;
  auto [known, isNew] = known_.try_emplace(method);  // nothing, while it is looked for
  if (isNew && depth <= deepest) {
    std::optional<StartedWork> found = search(analysis_.program().function(method), depth);
    known_[method] = found;
  }
  const auto &found = known_[method];
  return found ? &*found : nullptr;
}

}  // namespace cotidy
