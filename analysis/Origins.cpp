// One walk back, a bounded number of steps, the first source that is known.
#include "analysis/Origins.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

namespace {
struct Walk {
  const Function &function;
  unsigned budget = 64;
  Origin from(std::int32_t value);
  Origin fromCall(const facts::OpT &op);
  Origin fromHandle(std::int32_t handle);
  Origin fromMember(std::int32_t value, const facts::ValueT &v);
};
}  // namespace

static Origin throughElement(Origin origin) {
  origin.element = true;
  return origin;
}

// `entry.callback`, `it->second`: a part of an element. `this->callback_`, `request.done`: a field.
Origin Walk::fromMember(std::int32_t value, const facts::ValueT &v) {
  std::int32_t base = v.inputs.empty() ? -1 : v.inputs.front();
  const facts::ValueT *b = function.value(base);
  const bool part = b && (b->kind == ValueKind::Temp || b->kind == ValueKind::Local || b->kind == ValueKind::Binding);
  if (!part) return {Origin::Field, value, base};
  Origin whole = from(base);
  if (whole.kind == Origin::Parameter) return {Origin::Field, value, base};
  return whole;
}

static bool isOneOf(Type type, std::initializer_list<std::string_view> names) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return type.isOrDerivesFrom(name); });
}

// `*held`, where `auto held = list_.lock()`: a handle of the program's own, to what the member has.
Origin Walk::fromHandle(std::int32_t handle) {
  handle = function.unmoved(handle);
  const facts::ValueT *value = function.value(handle);
  if (value && value->kind == ValueKind::Local && function.writes(handle).size() == 1)
    handle = function.unmoved(function.writes(handle).front()->source);
  const facts::OpT *made = function.definition(handle);
  if (!made || made->kind != OpKind::Call || made->object < 0 || !made->arguments.empty()) return {};
  const facts::ValueT *kept = function.value(function.unmoved(made->object));
  if (!kept || kept->kind != ValueKind::Member || !function.type(kept->type).is(facts::TypeKind::Record)) return {};
  Origin origin = from(function.unmoved(made->object));
  origin.shared = true;
  return origin;
}

Origin Walk::fromCall(const facts::OpT &op) {
  const facts::CalleeT *callee = function.callee(op.callee);
  const bool dereferences = op.kind == OpKind::Call && callee && !callee->system && op.object >= 0 &&
                            op.arguments.empty() && (callee->operator_ == "*" || callee->operator_ == "->");
  if (dereferences) return fromHandle(op.object);
  if (op.kind == OpKind::Construct) return op.arguments.size() == 1 ? from(op.arguments.front()->value) : Origin{};
  if (op.kind != OpKind::Call || !callee || !callee->system) return {};
  if (op.object < 0)
    return op.arguments.empty() ? Origin{} : from(op.arguments.front()->value);  // std::get, std::begin, std::exchange
  Origin origin = from(op.object);
  Type object = function.typeOf(op.object).value();
  const bool unique = isOneOf(object, {"std::unique_ptr", "boost::scoped_ptr", "QScopedPointer"});
  const bool shared =
      isOneOf(object, {"std::shared_ptr", "std::__shared_ptr_access", "std::weak_ptr", "boost::shared_ptr",
                       "boost::weak_ptr", "boost::intrusive_ptr", "QSharedPointer", "QWeakPointer"});
  origin.unique |= unique;
  origin.shared |= shared;
  origin.element |= !unique && !shared && object.name() != "std::atomic";
  return origin;
}

Origin Walk::from(std::int32_t value) {
  const facts::ValueT *v = function.value(value);
  if (!v || budget == 0) return {};  // once it is used up it stays so: values may come from each other in a circle
  --budget;
  switch (v->kind) {
  case ValueKind::Member: return fromMember(value, *v);
  case ValueKind::Global: return {Origin::Global, value};
  case ValueKind::Param: return {Origin::Parameter, value};
  case ValueKind::Binding: return v->inputs.empty() ? Origin{} : throughElement(from(v->inputs.front()));
  case ValueKind::Elem: return v->inputs.empty() ? Origin{} : throughElement(from(v->inputs.front()));
  case ValueKind::Move:
  case ValueKind::Addr:
  case ValueKind::Deref: return v->inputs.empty() ? Origin{} : from(v->inputs.front());
  case ValueKind::Local:
    for (const facts::OpT *write : function.writes(value))
      if (write->source != value)
        if (Origin found = from(write->source); found.kind != Origin::Unknown) return found;
    return {};
  case ValueKind::Temp:
    if (const facts::OpT *op = function.definition(value)) return fromCall(*op);
    return v->inputs.size() == 1 ? from(v->inputs.front()) : Origin{};
  case ValueKind::Phi:
    for (std::int32_t input : v->inputs)
      if (Origin found = from(input); found.kind != Origin::Unknown) return found;
    return {};
  default: return {};
  }
}

Origin originOf(const Function &function, std::int32_t value) { return Walk{function}.from(value); }

bool isOwnField(const Function &function, const Origin &origin) {
  const facts::ValueT *base = origin.kind == Origin::Field ? function.value(origin.base) : nullptr;
  return base && base->kind == ValueKind::This;
}

}  // namespace cotidy
