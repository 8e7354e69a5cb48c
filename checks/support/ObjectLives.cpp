// One look at every call of the program.
#include "checks/support/ObjectLives.h"

#include <algorithm>
#include <array>
#include <map>

namespace cotidy {

using facts::OpKind;

Type ownerOf(const Program &program, const Function &function) {
  const Function *now = &function;
  for (int steps = 0; now && now->head().lambda && steps < 4; ++steps) {
    auto parent = program.resolve(*now, now->head().parent);
    now = parent ? &program.function(*parent) : nullptr;
  }
  return now && !now->head().lambda ? Type(now->unit(), now->head().class_) : Type();
}

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

bool mayOwnObject(Type type) { return isSharedOwner(type) && !isPlainData(type.value().argument(0)); }

// `sessions_.erase(id)`: the classes behind the smart pointers that the container holds.
static void addTakenOut(const Function &function, const facts::OpT &op, std::set<std::string_view> &into) {
  static constexpr std::array<std::string_view, 5> methods{"erase", "pop_back", "pop_front", "extract", "erase_if"};
  const facts::CalleeT *callee = function.callee(op.callee);
  if (!callee || !callee->system) return;
  if (std::find(methods.begin(), methods.end(), lastComponent(callee->name)) == methods.end()) return;
  const std::int32_t container = op.object >= 0 || op.arguments.empty() ? op.object : op.arguments.front()->value;
  for (Type element : function.typeOf(container).value().arguments()) {
    const bool owns = element.name() == "std::unique_ptr" || element.name() == "std::shared_ptr" ||
                      element.name() == "boost::shared_ptr";
    const Type held = owns ? element.argument(0) : Type();
    if (held && !held.facts()->system) into.insert(held.name());
  }
}

// Work that goes on with the object, and nothing that keeps it: `[this] {…}`.
static bool takesBareObject(const Function &function, const facts::OpT &op) {
  return op.kind == OpKind::Closure &&
         std::any_of(op.captures.begin(), op.captures.end(),
                     [](const auto &capture) { return capture->how == facts::Capture::This; }) &&
         std::none_of(op.captures.begin(), op.captures.end(),
                      [&](const auto &capture) { return isSharedOwner(function.type(capture->type)); });
}

ObjectLives::ObjectLives(const Program &program) {
  // A class that shares itself now and then, and nearly never with its work, has an owner that ends its work first.
  constexpr int rarely = 4;
  std::map<std::string_view, int> shares, bare;
  for (const auto &function : program.functions()) {
    const bool ending = lastComponent(function->name()).starts_with('~');
    for (const facts::OpT *op : function->ops()) {
      const facts::CalleeT *callee = op->kind == OpKind::Call ? function->callee(op->callee) : nullptr;
      if (takesBareObject(*function, *op)) ++bare[ownerOf(program, *function).name()];
      if (!callee) continue;
      if (callee->name.ends_with("::enable_shared_from_this::shared_from_this"))
        ++shares[ownerOf(program, *function).name()];
      if (!ending) addTakenOut(*function, *op, takenOut);
    }
  }
  for (const auto &[owner, times] : shares)
    if (bare[owner] <= rarely * times) shared.insert(owner);
}

}  // namespace cotidy
