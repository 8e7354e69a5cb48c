// One look at every call of the program.
#include "checks/support/ObjectLives.h"

#include <algorithm>
#include <array>
#include <map>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

bool isSharedOwner(Type type) {
  static constexpr std::array<std::string_view, 4> names{"std::shared_ptr", "std::weak_ptr", "boost::shared_ptr",
                                                         "boost::weak_ptr"};
  return std::find(names.begin(), names.end(), type.value().name()) != names.end();
}

// Strings, numbers and arrays of them: nothing that could hold an object of the program.
static bool isPlainData(Type type, unsigned depth = 0) {
  constexpr unsigned deepest = 4;
  if (type.is(facts::TypeKind::Scalar) || type.is(facts::TypeKind::Bool) || type.is(facts::TypeKind::Enum)) return true;
  static constexpr std::array<std::string_view, 5> plain{"std::basic_string", "std::vector", "std::array", "std::deque",
                                                         "std::atomic"};
  return depth < deepest && std::find(plain.begin(), plain.end(), type.name()) != plain.end() &&
         isPlainData(type.argument(0), depth + 1);
}

// An object that deletes itself late, and only when the last guard of it is gone.
static bool isGuardOfObject(Type type) { return lastComponent(type.value().name()) == "DestructorGuard"; }

static bool isIoObject(const Models &models, Type type) {
  const TypeModel *model = typeModel(models, type);
  return model && model->role == TypeRole::IoObject;
}

bool mayOwnObject(const Models &models, Type type) {
  if (isGuardOfObject(type)) return true;
  const Type pointee = isSharedOwner(type) ? type.value().argument(0) : Type();
  return pointee && !isPlainData(pointee) && !isIoObject(models, pointee);
}

bool capturesOwner(const Models &models, const Function &function, const facts::OpT &closure) {
  return std::any_of(closure.captures.begin(), closure.captures.end(), [&](const auto &capture) {
    const Type type = function.type(capture->type);
    const bool unknown = capture->init && (!type || type.facts()->dependent);  // `self = …` in a unit with errors
    return unknown || mayOwnObject(models, type);
  });
}

bool outlivesByPart(const Models &models, Type owner, const Function &function, const facts::OpT &closure) {
  if (!owner.isOrDerivesFrom("std::enable_shared_from_this")) return false;
  return std::any_of(closure.captures.begin(), closure.captures.end(), [&](const auto &capture) {
    const Type type = function.type(capture->type);
    if (!isSharedOwner(type) || !isIoObject(models, type.value().argument(0))) return false;
    const facts::OpT *copied = function.definition(capture->value);
    if (!copied || copied->arguments.size() != 1) return false;
    const facts::ValueT *member = function.value(copied->arguments.front()->value);
    const facts::ValueT *base = member && member->kind == ValueKind::Member && !member->inputs.empty()
                                    ? function.value(member->inputs.front())
                                    : nullptr;
    return base && base->kind == ValueKind::This;
  });
}

static void addOwned(Type pointer, std::set<std::string_view> &into) {
  const bool owns = pointer.name() == "std::unique_ptr" || pointer.name() == "std::shared_ptr" ||
                    pointer.name() == "boost::shared_ptr";
  const Type held = owns ? pointer.argument(0) : Type();
  if (held && !held.facts()->system) into.insert(held.name());
}

// `auto &probe = probes_[name];`, `found->second`: what a container holds, and not a variable.
static bool isElement(const Function &function, std::int32_t place) {
  static constexpr std::array<std::string_view, 4> accesses{"operator[]", "at", "front", "back"};
  const facts::ValueT *v = function.value(place);
  if (v && v->kind == ValueKind::Local && function.type(v->type).is(facts::TypeKind::LRef)) {
    const auto &writes = function.writes(place);
    if (writes.size() != 1) return false;
    place = writes.front()->source;
    v = function.value(place);
  }
  if (!v) return false;
  if (v->kind == ValueKind::Member) return v->name == "second";
  const facts::OpT *made = function.definition(place);
  const facts::CalleeT *callee = made && made->kind == OpKind::Call ? function.callee(made->callee) : nullptr;
  return callee && std::find(accesses.begin(), accesses.end(), lastComponent(callee->name)) != accesses.end();
}

// `probe = nullptr;`, `probes_[name].reset()`: somebody who empties it expects that there was one.
static void addEmptied(const Function &function, const facts::OpT &op, std::set<std::string_view> &into) {
  const facts::CalleeT *callee = function.callee(op.callee);
  if (!callee || !callee->system || op.object < 0 || !isElement(function, op.object)) return;
  const bool resets = lastComponent(callee->name) == "reset" && op.arguments.empty();
  std::int32_t given = op.arguments.size() == 1 ? op.arguments.front()->value : -1;
  if (const facts::OpT *made = function.definition(given); made && made->kind == OpKind::Construct)
    given = made->arguments.empty() ? -1 : made->arguments.front()->value;
  const facts::ValueT *literal = function.value(given);
  const bool toNull = callee->operator_ == "=" && literal && literal->kind == ValueKind::Literal;
  if (resets || toNull) addOwned(function.typeOf(op.object).value(), into);
}

// `sessions_.erase(id)`: the classes behind the smart pointers that the container holds.
static void addTakenOut(const Function &function, const facts::OpT &op, std::set<std::string_view> &into) {
  static constexpr std::array<std::string_view, 5> methods{"erase", "pop_back", "pop_front", "extract", "erase_if"};
  const facts::CalleeT *callee = function.callee(op.callee);
  if (!callee || !callee->system) return;
  if (std::find(methods.begin(), methods.end(), lastComponent(callee->name)) == methods.end()) return;
  const std::int32_t container = op.object >= 0 || op.arguments.empty() ? op.object : op.arguments.front()->value;
  for (Type element : function.typeOf(container).value().arguments()) addOwned(element, into);
}

// Work that goes on with the object, and nothing that keeps it: `[this] {…}`.
static bool takesBareObject(const Function &function, const facts::OpT &op) {
  return op.kind == OpKind::Closure &&
         std::any_of(op.captures.begin(), op.captures.end(),
                     [](const auto &capture) { return capture->how == facts::Capture::This; }) &&
         std::none_of(op.captures.begin(), op.captures.end(), [&](const auto &capture) {
           const Type type = function.type(capture->type);
           return isSharedOwner(type) || isGuardOfObject(type);
         });
}

ObjectLives::ObjectLives(const Program &program) {
  // A class that shares itself now and then, and nearly never with its work, has an owner that ends its work first.
  constexpr int rarely = 4;
  std::map<std::string_view, int> shares, bare;
  for (const auto &function : program.functions()) {
    const bool ending = lastComponent(function->name()).starts_with('~');
    for (const facts::OpT *op : function->ops()) {
      const facts::CalleeT *callee = op->kind == OpKind::Call ? function->callee(op->callee) : nullptr;
      if (takesBareObject(*function, *op)) ++bare[program.classAround(*function).name()];
      if (op->kind == OpKind::Construct && isGuardOfObject(function->typeOf(op->result)))
        ++shares[program.classAround(*function).name()];
      if (!callee) continue;
      if (callee->name.ends_with("::enable_shared_from_this::shared_from_this"))
        ++shares[program.classAround(*function).name()];
      if (!ending) addTakenOut(*function, *op, takenOut);
      if (!ending) addEmptied(*function, *op, takenOut);
    }
  }
  for (const auto &[owner, times] : shares)
    if (bare[owner] <= rarely * times) shared.insert(owner);
}

static bool isReturned(const Function &function, const facts::OpT &op, std::int32_t variable) {
  if (op.kind != facts::OpKind::Return) return false;
  const facts::OpT *made = function.definition(function.unmoved(op.source));  // the implicit move
  const bool moves = made && made->kind == facts::OpKind::Construct && made->arguments.size() == 1;
  return function.strip(moves ? made->arguments.front()->value : op.source) == variable;
}

bool isGivenAway(const Function &function, std::int32_t variable) {
  const auto &values = function.body().values;
  return std::any_of(function.ops().begin(), function.ops().end(),
                     [&](const facts::OpT *op) { return isReturned(function, *op, variable); }) ||
         std::any_of(values.begin(), values.end(), [&](const auto &v) {
           return v->kind == facts::ValueKind::Move && !v->inputs.empty() && v->inputs.front() == variable;
         });
}

}  // namespace cotidy
