// From what the operation lets go of, through the types that it holds, to a destructor that takes the mutex.
#include "analysis/LockedDestructors.h"

#include <algorithm>
#include <array>

namespace cotidy {

using facts::OpKind;
using facts::TypeKind;

static constexpr unsigned deepest = 4;

// The methods of standard containers and smart pointers that destroy what they held.
static bool letsGo(std::string_view method) {
  static constexpr std::array<std::string_view, 8> methods{"clear",     "erase", "pop_back", "pop_front",
                                                           "operator=", "pop",   "reset",    "assign"};
  return std::find(methods.begin(), methods.end(), method) != methods.end();
}

static bool isStandard(Type type) { return type.name().starts_with("std::"); }

// Itself, or a function that it calls.
bool LockedDestructors::takes(FunctionId function, const std::string &mutex) const {
  std::set<FunctionId> seen;
  std::vector<FunctionId> todo{function};
  constexpr std::size_t enough = 256;  // a destructor that does more than that is not understood anyway
  while (!todo.empty() && seen.size() < enough) {
    FunctionId id = todo.back();
    todo.pop_back();
    if (!seen.insert(id).second || program_.function(id).coroutine()) continue;
    for (const CallSite &site : calls_.of(id)) {
      if (locks_.takesHere(site.op, mutex)) return true;
      if (site.certain) todo.insert(todo.end(), site.targets.begin(), site.targets.end());
    }
  }
  return false;
}

std::optional<FunctionId> LockedDestructors::taking(const Function &function, Type type, const std::string &mutex,
                                                    unsigned depth) const {
  if (!type.is(TypeKind::Record) || depth > deepest) return std::nullopt;
  const facts::TypeT &facts = *type.facts();
  // An object that dies is another one than the object whose method runs: it has a mutex of its own.
  const bool own = type.name() == program_.classAround(function).name() &&
                   std::any_of(facts.fields.begin(), facts.fields.end(),
                               [&](const auto &field) { return !field->usr.empty() && mutex.starts_with(field->usr); });
  if (!own && facts.destructor == facts::Destructor::User && facts.destructor_callee >= 0) {
    auto body =
        program_.resolve(function, type.unit()->callees[static_cast<std::size_t>(facts.destructor_callee)]->key);
    if (body && takes(*body, mutex)) return body;
  }
  if (isStandard(type)) {
    // A weak pointer holds nothing, and a callable's captures are not known.
    if (type.name() == "std::weak_ptr" || type.name() == "std::function") return std::nullopt;
    for (Type argument : type.arguments())
      if (auto found = taking(function, argument, mutex, depth + 1)) return found;
    return std::nullopt;
  }
  for (std::int32_t base : facts.bases)
    if (auto found = taking(function, Type(type.unit(), base), mutex, depth + 1)) return found;
  for (const auto &field : facts.fields)
    if (auto found = taking(function, Type(type.unit(), field->type), mutex, depth + 1)) return found;
  return std::nullopt;
}

static bool isMovedAway(const Function &function, std::int32_t local) {
  const auto &values = function.body().values;
  return std::any_of(values.begin(), values.end(), [&](const auto &v) {
    return v->kind == facts::ValueKind::Move && !v->inputs.empty() && v->inputs.front() == local;
  });
}

// `auto object = weak.lock();`: nobody else may keep it any more. Another copy of a shared_ptr is hardly the last one.
static bool mayBeTheLast(const Function &function, std::int32_t local) {
  for (const facts::OpT *write : function.writes(local)) {
    const facts::OpT *made = function.definition(function.unmoved(write->source));
    const facts::CalleeT *callee = made ? function.callee(made->callee) : nullptr;
    if (callee && callee->name == "std::weak_ptr::lock") return true;
  }
  return false;
}

// Its value ends here, and with it what it owns alone.
static bool dies(const Function &function, const facts::OpT &op, Type type) {
  if (op.kind != OpKind::Destroy || op.temporary || !type.is(TypeKind::Record) || isMovedAway(function, op.source))
    return false;
  if (type.name() == "std::shared_ptr") return mayBeTheLast(function, op.source);
  return !isStandard(type) || type.name() == "std::unique_ptr";
}

std::optional<FunctionId> LockedDestructors::runs(const Function &function, const facts::OpT &op,
                                                  const std::string &mutex) const {
  if (mutex.empty()) return std::nullopt;
  Type type = function.typeOf(op.kind == OpKind::Call ? op.object : op.source);
  if (dies(function, op, type)) return taking(function, type, mutex, 0);
  if (op.kind == OpKind::Delete) return taking(function, type.value().target(), mutex, 0);
  const facts::CalleeT *callee = op.kind == OpKind::Call ? function.callee(op.callee) : nullptr;
  if (!callee || op.object < 0 || !callee->system || !isStandard(type.value())) return std::nullopt;
  // A local that gets something was empty, as a rule: that is how one moves things out.
  const facts::ValueT *object = function.value(op.object);
  if (callee->operator_ == "=" && object->kind == facts::ValueKind::Local) return std::nullopt;
  return letsGo(lastComponent(callee->name)) ? taking(function, type.value(), mutex, 0) : std::nullopt;
}

}  // namespace cotidy
