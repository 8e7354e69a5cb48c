// From a variable back to the call on a container that it was made by: through dereferenced iterators, members of
// elements, structured bindings and getters.
#include "analysis/SharedReferences.h"

#include <algorithm>
#include <set>

namespace cotidy {

using facts::OpKind;
using facts::TypeKind;
using facts::ValueKind;

static std::string_view methodOf(const Function &function, const facts::OpT &op) {
  const facts::CalleeT *callee = function.callee(op.callee);
  return callee ? lastComponent(callee->name) : std::string_view(op.name);
}

static bool givesIterator(std::string_view method) {
  return method == "begin" || method == "cbegin" || method == "rbegin" || method == "find" || method == "insert" ||
         method == "insert_or_assign" || method == "emplace" || method == "try_emplace" || method == "emplace_hint" ||
         method.ends_with("_bound");
}

static Type resultOf(const Function &function, const facts::OpT &call) {
  const facts::CalleeT *callee = function.callee(call.callee);
  return callee ? function.typeOfCallee(callee->result) : Type();
}

// The body of a plain function that a call reaches for certain.
static const Function *getter(const Calls &calls, const Function &function, const facts::OpT &op) {
  const CallSite *site = calls.at(function.id(), &op);
  if (!site || site->targets.size() != 1 || !site->certain) return nullptr;
  const Function &target = calls.program().function(site->targets.front());
  return target.coroutine() ? nullptr : &target;
}

std::optional<SharedContainer> SharedReferences::containerAt(const Function &function, std::int32_t value) const {
  const std::vector<Storage> all = storages_.of(function, value);
  const bool own = std::any_of(all.begin(), all.end(),
                               [](const Storage &s) { return (s.dies() || s.kind == Storage::Copied) && !s.shared; });
  return own ? std::nullopt : containerAt(function, value, 0);
}

std::optional<SharedContainer> SharedReferences::containerAt(const Function &function, std::int32_t value,
                                                             unsigned depth) const {
  value = function.strip(value);
  const facts::ValueT *v = function.value(value);
  if (!v || depth > 4) return std::nullopt;
  if (v->kind == ValueKind::Member || v->kind == ValueKind::Global) {
    auto container = containerOf(function.typeOf(value));
    if (!container || v->usr.empty()) return std::nullopt;
    return SharedContainer{v->usr, v->name, *container};
  }
  if (v->kind == ValueKind::Local && function.type(v->type).isReference())
    for (const facts::OpT *write : function.writes(value))
      if (write->kind == OpKind::Init && write->source >= 0) return containerAt(function, write->source, depth + 1);
  if ((v->kind == ValueKind::Deref || v->kind == ValueKind::Addr) && !v->inputs.empty())
    return containerAt(function, v->inputs.front(), depth + 1);
  const facts::OpT *made = function.definition(value);
  const bool gives = made && made->kind == OpKind::Call && resultOf(function, *made).isReference();
  const Function *target = gives ? getter(calls_, function, *made) : nullptr;
  if (!target) return std::nullopt;
  for (const facts::OpT *op : target->ops())
    if (op->kind == OpKind::Return && op->source >= 0) return containerAt(*target, op->source, depth + 1);
  return std::nullopt;
}

/// One walk back: each value once, and not far.
struct SharedReferences::Walk {
  std::set<std::pair<FunctionId, std::int32_t>> seen;
  unsigned getters = 0;   // bodies that the walk went into

  bool enter(const Function &function, std::int32_t value) {
    constexpr std::size_t most = 64;
    return value >= 0 && seen.size() < most && seen.insert({function.id(), value}).second;
  }
};

std::optional<SharedReference> SharedReferences::result(const Function &function, const facts::OpT &call,
                                                        Walk &walk) const {
  const std::string_view method = methodOf(function, call);
  if (call.object >= 0 && containerOf(function.typeOf(call.object))) {
    if (!refersInto(method)) return std::nullopt;
    auto into = walk.getters > 0 ? containerAt(function, call.object, 0) : containerAt(function, call.object);
    if (!into) return std::nullopt;
    return SharedReference{*into, givesIterator(method)};
  }
  const facts::CalleeT *callee = function.callee(call.callee);
  // Dereferencing an iterator, and std::get of a structured binding.
  const bool dereferences = call.object >= 0 && (method == "operator*" || method == "operator->");
  if (dereferences || (method == "get" && call.arguments.size() == 1 && callee && callee->system)) {
    auto found = behind(function, dereferences ? call.object : call.arguments.front()->value, walk);
    if (found) found->iterator = false;
    return found;
  }
  const Type type = resultOf(function, call);
  const Function *target = type.isReference() || type.is(TypeKind::Pointer) ? getter(calls_, function, call) : nullptr;
  if (!target || ++walk.getters > 2) return std::nullopt;
  for (const facts::OpT *op : target->ops()) {
    if (op->kind != OpKind::Return || op->source < 0) continue;
    if (type.is(TypeKind::Pointer) && target->value(target->unmoved(op->source))->kind != ValueKind::Addr) continue;
    if (auto found = behind(*target, op->source, walk)) return found;
  }
  return std::nullopt;
}

std::optional<SharedReference> SharedReferences::behind(const Function &function, std::int32_t value,
                                                        Walk &walk) const {
  if (!walk.enter(function, value)) return std::nullopt;
  const facts::ValueT &v = *function.value(value);
  if (v.kind == ValueKind::Local) {
    for (const facts::OpT *write : function.writes(value))
      if (auto found = madeBy(function, *write, walk)) return found;
    return std::nullopt;
  }
  const bool passes = v.kind == ValueKind::Addr || v.kind == ValueKind::Deref || v.kind == ValueKind::Move ||
                      v.kind == ValueKind::Binding || v.kind == ValueKind::Member || v.kind == ValueKind::Phi;
  if (passes) {
    for (std::int32_t input : v.inputs) {
      auto found = behind(function, input, walk);
      if (!found) continue;
      if (v.kind == ValueKind::Member) found->iterator = false;
      return found;
    }
    return std::nullopt;
  }
  const facts::OpT *made = function.definition(value);
  return made && made->kind == OpKind::Call ? result(function, *made, walk) : std::nullopt;
}

std::optional<SharedReference> SharedReferences::madeBy(const Function &function, const facts::OpT &op) const {
  Walk walk;
  return madeBy(function, op, walk);
}

std::optional<SharedReference> SharedReferences::madeBy(const Function &function, const facts::OpT &op,
                                                        Walk &walk) const {
  if ((op.kind != OpKind::Init && op.kind != OpKind::Assign) || op.source < 0) return std::nullopt;
  const facts::ValueT *variable = function.value(op.destination);
  if (!variable || variable->kind != ValueKind::Local) return std::nullopt;
  auto found = behind(function, op.source, walk);
  if (!found) return std::nullopt;
  const Type type = function.typeOf(op.destination);
  if (op.by_reference) return found;
  if (!type.is(TypeKind::Pointer)) return found->iterator ? found : std::nullopt;  // else a copy of the element
  const facts::OpT *made = function.definition(op.source);
  const bool taken =
      function.value(op.source)->kind == ValueKind::Addr || (made && !containerOf(function.typeOf(made->object)));
  return taken && !found->iterator ? found : std::nullopt;
}

// `state_ = co_await load();`: what stood in its containers is gone, as if each of them had been replaced.
static void addWhole(const Function &function, const facts::OpT &op, Modifications &all) {
  const facts::ValueT *object = function.value(function.strip(op.object));
  const Type type = function.typeOf(op.object).value();
  const bool shared = object && (object->kind == ValueKind::Member || object->kind == ValueKind::Global);
  if (!shared || !type.is(TypeKind::Record) || type.facts()->system) return;
  for (const auto &field : type.facts()->fields)
    if (!field->usr.empty() && containerOf(Type(type.unit(), field->type)))
      all[field->usr].push_back({&function, &op, Change::Replaces});
}

Modifications modificationsOf(const SharedReferences &references, const Program &program) {
  Modifications all;
  for (const auto &function : program.functions())
    for (const facts::OpT *op : function->ops()) {
      if (op->kind != OpKind::Call) continue;
      const std::string_view method = methodOf(*function, *op);
      std::int32_t object = op->object;
      Change change = changeBy(method);
      if (method == "erase_if" && object < 0 && !op->arguments.empty()) {
        object = op->arguments.front()->value;
        change = Change::Removes;
      }
      // map[key] makes what is not there.
      if (method == "operator[]") change = Change::Grows;
      if (object >= 0 && method == "operator=") addWhole(*function, *op, all);
      if (object < 0 || change == Change::None) continue;
      auto container = containerOf(function->typeOf(object));
      if (!container || (method == "operator[]" && container->kind != Container::Hashed)) continue;
      if (auto place = references.containerAt(*function, object))
        all[place->key].push_back({function.get(), op, change});
    }
  return all;
}

}  // namespace cotidy
