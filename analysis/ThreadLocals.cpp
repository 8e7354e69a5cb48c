// Walks from a value to thread-local storage; getters get a summary, so that they may call each other.
#include "analysis/ThreadLocals.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::TypeKind;
using facts::ValueKind;
using Kind = ThreadLocalValue::Kind;

static constexpr unsigned deepest = 8;

ThreadLocals::ThreadLocals(const Calls &calls) : calls_(calls), program_(calls.program()) {
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto &function : program_.functions()) {
      if (function->coroutine() || getters_.count(function->id())) continue;
      ThreadLocalValue value = returned(*function);
      if (value) changed |= getters_.emplace(function->id(), std::move(value)).second;
    }
  }
}

ThreadLocalValue ThreadLocals::returned(const Function &function) const {
  Type result = function.resultType();
  ThreadLocalValue common;
  for (const facts::OpT *op : function.ops()) {
    if (op->kind != OpKind::Return || op->source < 0) continue;
    ThreadLocalValue value =
        result.is(TypeKind::LRef) ? storage(function, op->source, 0) : pointer(function, op->source, 0);
    if (!value && result.is(TypeKind::Scalar) && storage(function, op->source, 0))
      value = {Kind::Slot, storage(function, op->source, 0).name};
    if (!value || (common && common.name != value.name)) return {};
    common = std::move(value);
  }
  return common;
}

// A model's word on what the call gives.
ThreadLocalValue ThreadLocals::called(const Function &function, const facts::OpT &op) const {
  const CallSite *site = op.kind == OpKind::Call ? calls_.at(function.id(), &op) : nullptr;
  if (!site ||
      std::none_of(site->models.begin(), site->models.end(), [](const FunctionModel *m) { return m->threadLocal; }))
    return {};
  if (!function.typeOf(op.result).is(TypeKind::Pointer)) return {Kind::Identity, site->name};
  // errno is the thread's own; other results are buffers.
  return {site->name.starts_with("__errno") ? Kind::Storage : Kind::Buffer,
          site->name.starts_with("__errno") ? "errno" : site->name};
}

ThreadLocalValue ThreadLocals::getter(const Function &function, const facts::OpT &op) const {
  const CallSite *site = op.kind == OpKind::Call ? calls_.at(function.id(), &op) : nullptr;
  if (!site || site->targets.size() != 1 || !site->certain) return {};
  auto found = getters_.find(site->targets.front());
  return found == getters_.end() ? ThreadLocalValue{} : found->second;
}

// Does the lvalue denote thread-local storage, or a part of it?
ThreadLocalValue ThreadLocals::storage(const Function &function, std::int32_t value, unsigned depth) const {
  const facts::ValueT *v = function.value(value);
  if (!v || depth > deepest) return {};
  if (v->thread_local_) return {Kind::Storage, std::string(lastComponent(v->name))};
  if (v->inputs.empty() && v->kind != ValueKind::Temp) return {};
  switch (v->kind) {
  case ValueKind::Member:
    return v->arrow ? pointer(function, v->inputs.front(), depth + 1) : storage(function, v->inputs.front(), depth + 1);
  case ValueKind::Elem:
  case ValueKind::Move: return storage(function, v->inputs.front(), depth + 1);
  case ValueKind::Deref: return pointer(function, v->inputs.front(), depth + 1);
  case ValueKind::Temp: break;
  default: return {};
  }
  const facts::OpT *op = function.definition(value);
  if (!op || op->kind != OpKind::Call) return {};
  const facts::CalleeT *callee = function.callee(op->callee);
  if (!callee || !function.typeOfCallee(callee->result).is(TypeKind::LRef)) return {};
  if (ThreadLocalValue own = getter(function, *op)) return own;
  return callee->system && op->object >= 0 ? storage(function, op->object, depth + 1)
                                           : ThreadLocalValue{};  // tls[i], *tlsOwner
}

// Does the pointer point there? One that was merely *read* from thread-local storage does not.
ThreadLocalValue ThreadLocals::pointer(const Function &function, std::int32_t value, unsigned depth) const {
  const facts::ValueT *v = function.value(value);
  if (!v || depth > deepest) return {};
  if (v->kind == ValueKind::Addr && !v->inputs.empty()) return storage(function, v->inputs.front(), depth + 1);
  const facts::OpT *op = function.definition(value);
  if (!op || op->kind != OpKind::Call || !function.typeOf(value).is(TypeKind::Pointer)) return {};
  if (ThreadLocalValue modelled = called(function, *op)) return modelled;
  const facts::CalleeT *callee = function.callee(op->callee);
  // `Executor *&current()`: what it gives names the thread's own variable, the pointer was read from it.
  if (callee && function.typeOfCallee(callee->result).is(TypeKind::LRef)) return {};
  if (ThreadLocalValue own = getter(function, *op)) return own;
  const bool accessor = callee && callee->system && op->object >= 0 && op->arguments.empty();  // data(), c_str(), get()
  return accessor ? storage(function, op->object, depth + 1) : ThreadLocalValue{};
}

// A string_view, a span or an iterator.
ThreadLocalValue ThreadLocals::view(const Function &function, std::int32_t value, unsigned depth) const {
  if (function.typeOf(value).value().facts() == nullptr ||
      function.typeOf(value).value().facts()->lifetime != facts::Lifetime::Pointer)
    return {};
  const facts::OpT *op = depth > deepest ? nullptr : function.definition(value);
  if (!op) return {};
  if (op->kind == OpKind::Construct && op->arguments.size() == 1) {
    std::int32_t from = op->arguments.front()->value;
    ThreadLocalValue inner = view(function, from, depth + 1);
    return inner ? inner : storage(function, from, depth + 1);
  }
  const facts::CalleeT *callee = function.callee(op->callee);
  return op->kind == OpKind::Call && callee && callee->system && op->object >= 0
             ? storage(function, op->object, depth + 1)
             : ThreadLocalValue{};
}

ThreadLocalValue ThreadLocals::given(const Function &function, const facts::OpT &op) const {
  if (op.kind == OpKind::Call) {
    const facts::CalleeT *callee = function.callee(op.callee);
    if (!callee || !function.typeOfCallee(callee->result).is(TypeKind::LRef)) return {};
    return getter(function, op);
  }
  if ((op.kind != OpKind::Init && op.kind != OpKind::Assign) || op.source < 0) return {};
  if (op.by_reference) return storage(function, op.source, 0);
  if (function.typeOf(op.destination).is(TypeKind::Pointer)) return pointer(function, op.source, 0);
  if (ThreadLocalValue seen = view(function, op.source, 0)) return seen;
  if (const facts::OpT *made = function.definition(function.unmoved(op.source))) {
    if (ThreadLocalValue modelled = called(function, *made); modelled.kind == Kind::Identity) return modelled;
    if (ThreadLocalValue own = getter(function, *made); own.kind == Kind::Slot) return own;
  }
  if (!function.typeOf(op.destination).is(TypeKind::Scalar)) return {};
  ThreadLocalValue read = storage(function, op.source, 0);
  return read && read.name != "errno" ? ThreadLocalValue{Kind::Slot, read.name} : ThreadLocalValue{};
}

}  // namespace cotidy
