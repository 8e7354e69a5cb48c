// The form of the operation, and the pointer that its operand comes from.
#include "analysis/WholeCopies.h"

#include "analysis/ContainerSizes.h"
#include "analysis/Containers.h"

namespace cotidy {

using facts::ConstructorKind;
using facts::OpKind;

// Whatever is const.
static bool isSame(Type a, Type b) {
  const auto bare = [](std::string_view key) { return key.starts_with("const ") ? key.substr(6) : key; };
  return a && b && bare(a.value().key()) == bare(b.value().key());
}

// `std::make_unique<Table>(table)`: the copy is made in the library.
static bool makesPointerTo(const Function &function, const facts::OpT &op, const facts::CalleeT &callee) {
  const Type made = function.typeOf(op.result).value();
  return callee.system && op.object < 0 && lastComponent(made.name()).ends_with("_ptr") &&
         isSame(made.argument(0), function.typeOf(op.arguments.front()->value));
}

std::int32_t copiedBy(const Function &function, const facts::OpT &op) {
  const facts::CalleeT *callee = function.callee(op.callee);
  if (!callee || op.arguments.size() != 1) return -1;
  const std::int32_t given = op.arguments.front()->value;
  if (op.kind == OpKind::Construct) return callee->constructor == ConstructorKind::Copy ? given : -1;
  if (op.kind != OpKind::Call || !makesPointerTo(function, op, *callee)) return -1;
  return function.unmoved(given) == given ? given : -1;  // what is moved is not copied
}

bool isStoreBehindPointer(const Function &function, std::int32_t value) {
  const facts::OpT *made = function.definition(function.unmoved(value));
  const facts::CalleeT *callee = made && made->kind == OpKind::Call ? function.callee(made->callee) : nullptr;
  if (!callee || !callee->system || callee->operator_ != "*" || made->object < 0 || !made->arguments.empty())
    return false;
  const Type store = function.typeOf(value).value();
  const std::optional<Container> container = containerOf(store);
  if (!container || containerOf(function.typeOf(made->object))) return false;
  if (!isSame(function.typeOf(made->object).value().argument(0), store)) return false;
  return holdsDataWithinData(store) || (container->kind != Container::Contiguous && ownersInElement(store) > 0);
}

}  // namespace cotidy
