// The walk from a value to the storage that it names or refers to. What calls give back stands in StorageResults.cpp.
#include "analysis/StorageWalk.h"

#include <algorithm>
#include <utility>

namespace cotidy {

using facts::OpKind;
using facts::TypeKind;
using facts::ValueKind;

Storages::Storages(const Calls &calls) : calls_(calls), cache_(std::make_unique<Cache>()) {
  for (const auto &function : calls.program().functions())
    for (const facts::OpT *op : function->ops())
      for (const auto &capture : op->captures)
        if (capture->how == facts::Capture::Reference) cache_->byReference.insert(op->function + "\n" + capture->name);
}
Storages::~Storages() = default;

void Storages::Walk::add(Storage::Kind kind, std::int32_t value, bool pointee) {
  Storage storage{kind, value, owned, shared, assumed, pointee};
  if (std::find(found.begin(), found.end(), storage) == found.end()) found.push_back(storage);
}

bool Storages::isView(Type type) const {
  if (type.isReference()) type = type.value();
  if (type.is(TypeKind::Pointer)) return true;
  if (!type.is(TypeKind::Record)) return false;
  if (type.facts()->lifetime == facts::Lifetime::Pointer) return true;
  const TypeModel *model = typeModel(calls_.models(), type);
  return model && model->role == TypeRole::View;
}

std::vector<Storage> Storages::of(const Function &function, std::int32_t value) const {
  Walk walk;
  named(function, value, walk);
  return std::move(walk.found);
}

std::vector<Storage> Storages::behind(const Function &function, std::int32_t value) const {
  Walk walk;
  referred(function, value, walk);
  return std::move(walk.found);
}

std::vector<Storage> Storages::reached(const Function &function, const facts::OpT &call, std::size_t argument) const {
  Walk walk;
  bound(function, call, argument, walk);
  return std::move(walk.found);
}

std::vector<Storage> Storages::object(const Function &function, const facts::OpT &call) const {
  Walk walk;
  objectOf(function, call, walk);
  return std::move(walk.found);
}

std::vector<Storage> Storages::touched(const Function &function, const facts::OpT &op) const {
  Walk walk;
  for (std::int32_t operand : operandsOf(op)) {
    named(function, operand, walk);
    referred(function, operand, walk);
  }
  return std::move(walk.found);
}

// The local that a variable is, or what the reference was bound to.
void Storages::variable(const Function &function, std::int32_t id, bool itself, Walk &walk) const {
  const facts::ValueT &v = *function.value(id);
  const bool reference = function.type(v.type).isReference();
  if (itself && !reference) {
    if (!v.static_) walk.add(Storage::Variable, id);
    return;
  }
  for (const facts::OpT *write : function.writes(id)) {
    if (write->source < 0 || write->source == id) continue;
    if (itself || (reference && write->kind == OpKind::Init)) named(function, write->source, walk);
    if (!itself) referred(function, write->source, walk);
  }
  if (itself || reference) return;
  if (function.type(v.type).is(TypeKind::Array)) walk.add(Storage::Variable, id);  // decays to a pointer to itself
  for (const facts::OpT *assignment : assignments(function, id)) bound(function, *assignment, 0, walk);
}

void Storages::temporary(const Function &function, std::int32_t id, bool itself, Walk &walk) const {
  const facts::ValueT &v = *function.value(id);
  const facts::OpT *op = function.definition(id);
  const facts::CalleeT *callee = op && op->kind == OpKind::Call ? function.callee(op->callee) : nullptr;
  const bool glvalue =
      callee && function.typeOfCallee(callee->result).isReference() && v.materialized == facts::Materialized::None;
  if (itself) {
    if (v.into >= 0) return walk.add(Storage::Variable, v.into);
    if (v.materialized == facts::Materialized::Extended)
      return walk.add(Storage::Variable, v.extended_by >= 0 ? v.extended_by : id);
    if (v.materialized == facts::Materialized::Static) return;
    if (glvalue) return made(function, *op, walk);
    // What is not materialised is no object yet: it becomes the parameter itself, or its type is not known.
    const bool none = op && v.materialized == facts::Materialized::None;
    if (none && op->kind == OpKind::Await) return awaited(function, *op, walk);
    if (none && op->kind == OpKind::Call) return;
    return walk.add(Storage::Temporary, id);
  }
  if (glvalue) {
    // A reference to a view: what the view refers to is not known, but where it lives is a fair bound of it.
    if (isView(function.typeOf(id))) made(function, *op, walk);
    return;
  }
  if (op && op->kind == OpKind::Closure) return closure(function, *op, walk);
  if (op && op->kind == OpKind::Construct) return constructed(function, *op, walk);
  if (op && op->kind == OpKind::Call) return made(function, *op, walk);
  if (!op && v.inputs.size() == 1) return referred(function, v.inputs.front(), walk);  // a copy of a prvalue in a coat
}

// An await that gives a reference: into the task, which holds the result, unless the task's result is itself a reference.
void Storages::awaited(const Function &function, const facts::OpT &await, Walk &walk) const {
  const TaskKind kind = taskKind(calls_.models(), function.typeOf(await.source).value());
  const Type result = function.typeOf(await.source).value().argument(0);
  if (kind.is != TaskKind::Task || !result || result.isReference()) return;
  const bool owned = std::exchange(walk.owned, true);
  const facts::ValueT &task = *function.value(await.source);
  const facts::OpT *made = function.definition(await.source);
  const facts::CalleeT *callee = made && made->kind == OpKind::Call ? function.callee(made->callee) : nullptr;
  const bool fresh =
      callee && !function.typeOfCallee(callee->result).isReference() && task.into < 0 && task.extended_by < 0;
  if (fresh)
    walk.add(Storage::Temporary, await.source);
  else
    named(function, await.source, walk);
  walk.owned = owned;
}

void Storages::named(const Function &function, std::int32_t id, Walk &walk) const {
  const facts::ValueT *v = function.value(id);
  if (!v || !walk.enter(id, true)) return;
  switch (v->kind) {
  case ValueKind::Local: return variable(function, id, true, walk);
  case ValueKind::Param:
    return walk.add(function.type(v->type).isReference() ? Storage::Argument : Storage::Parameter, id);
  case ValueKind::Capture:
    return walk.add(
        cache_->byReference.count(function.head().closure + "\n" + v->name) ? Storage::Captured : Storage::Copied, id);
  case ValueKind::Temp: return temporary(function, id, true, walk);
  case ValueKind::This: return walk.add(Storage::This, id);
  case ValueKind::Deref: return v->inputs.empty() ? void() : referred(function, v->inputs.front(), walk);
  case ValueKind::Member:
    if (v->inputs.empty() || v->inputs.front() < 0) return;
    if (function.type(v->type).isReference())
      return v->arrow ? void() : behindRecord(function, v->inputs.front(), walk);
    return v->arrow ? referred(function, v->inputs.front(), walk) : named(function, v->inputs.front(), walk);
  case ValueKind::Elem:
    if (v->inputs.empty()) return;
    if (function.typeOf(v->inputs.front()).value().is(TypeKind::Pointer))
      return referred(function, v->inputs.front(), walk);
    return named(function, v->inputs.front(), walk);
  case ValueKind::Move:
  case ValueKind::Phi:
  case ValueKind::Binding:
    for (std::int32_t input : v->inputs) named(function, input, walk);
    return;
  default: return;
  }
}

// What the members of a record refer to: one that was passed by value brought it from its caller.
void Storages::behindRecord(const Function &function, std::int32_t record, Walk &walk) const {
  const facts::ValueT *v = function.value(record);
  if (v && v->kind == ValueKind::Param)
    walk.add(Storage::Argument, record);
  else if (v && (v->kind == ValueKind::Local || v->kind == ValueKind::Temp))
    referred(function, record, walk);
}

void Storages::referred(const Function &function, std::int32_t id, Walk &walk) const {
  const facts::ValueT *v = function.value(id);
  if (!v || !walk.enter(id, false)) return;
  switch (v->kind) {
  case ValueKind::Local: return variable(function, id, false, walk);
  case ValueKind::Param:
    if (isView(function.type(v->type))) walk.add(Storage::Argument, id, function.type(v->type).isReference());
    return;
  case ValueKind::Capture:
    if (isView(function.typeOf(id))) walk.add(Storage::Captured, id);
    return;
  case ValueKind::This: return walk.add(Storage::This, id);  // `this` as a pointer
  case ValueKind::Temp: return temporary(function, id, false, walk);
  case ValueKind::Addr: return v->inputs.empty() ? void() : named(function, v->inputs.front(), walk);
  case ValueKind::Member:
    // An array member decays to a pointer into its object.
    if (function.type(v->type).is(TypeKind::Array))
      named(function, id, walk);
    else if (isView(function.type(v->type)) && !v->arrow && !v->inputs.empty())
      behindRecord(function, v->inputs.front(), walk);
    return;
  case ValueKind::Elem:
    if (isView(function.typeOf(id)) && !v->inputs.empty()) referred(function, v->inputs.front(), walk);
    return;
  case ValueKind::Expr:  // pointer arithmetic
    if (!function.typeOf(id).is(TypeKind::Pointer)) return;
    [[fallthrough]];
  case ValueKind::Move:
  case ValueKind::Phi:
    for (std::int32_t input : v->inputs) referred(function, input, walk);
    return;
  default: return;
  }
}

// A closure refers to what it captured by reference, and to what captured pointers and views refer to.
void Storages::closure(const Function &function, const facts::OpT &op, Walk &walk) const {
  for (const auto &capture : op.captures) {
    if (capture->value < 0 || capture->how == facts::Capture::StarThis) continue;
    if (capture->how == facts::Capture::This)
      walk.add(Storage::This, capture->value);
    else if (capture->how == facts::Capture::Reference)
      named(function, capture->value, walk);
    else
      referred(function, capture->value, walk);
  }
}

// A reference parameter reaches the argument itself; of a view passed by reference, what it refers to counts as well.
void Storages::bound(const Function &function, const facts::OpT &call, std::size_t argument, Walk &walk) const {
  if (argument >= call.arguments.size() || call.arguments[argument]->value < 0) return;
  const std::int32_t value = call.arguments[argument]->value;
  const facts::CalleeT *callee = function.callee(call.callee);
  Type parameter;
  if (callee && argument < callee->parameters.size())
    parameter = function.typeOfCallee(callee->parameters[argument]->type);
  if (parameter.isReference()) named(function, value, walk);
  if (!parameter.isReference() || isView(parameter)) referred(function, value, walk);
}

void Storages::objectOf(const Function &function, const facts::OpT &call, Walk &walk) const {
  if (call.object < 0) return;
  if (function.typeOf(call.object).value().is(TypeKind::Pointer) ||
      function.value(call.object)->kind == ValueKind::This)
    return referred(function, call.object, walk);
  named(function, call.object, walk);
}

std::vector<std::int32_t> operandsOf(const facts::OpT &op) {
  std::vector<std::int32_t> all;
  auto add = [&](std::int32_t value) {
    if (value >= 0) all.push_back(value);
  };
  if (op.kind == OpKind::Destroy || op.kind == OpKind::End) return all;
  add(op.source);
  add(op.object);
  add(op.callee_value);
  if (op.kind == OpKind::Assign) add(op.destination);
  for (const auto &argument : op.arguments) add(argument->value);
  for (const auto &capture : op.captures) add(capture->value);
  return all;
}

Uses::Uses(const Function &function) : uses_(function.body().values.size()) {
  for (const facts::OpT *op : function.ops()) {
    std::vector<std::int32_t> todo = operandsOf(*op);
    for (std::size_t i = 0; i < todo.size() && i < 64; ++i) {
      const facts::ValueT &v = *function.value(todo[i]);
      auto &users = uses_[todo[i]];
      if (users.empty() || users.back() != op) users.push_back(op);
      const bool passes = v.kind == ValueKind::Move || v.kind == ValueKind::Phi || v.kind == ValueKind::Addr ||
                          (v.kind == ValueKind::Temp && !function.definition(todo[i]));
      if (!passes) continue;
      for (std::int32_t input : v.inputs)
        if (input >= 0) todo.push_back(input);
    }
  }
}

}  // namespace cotidy
