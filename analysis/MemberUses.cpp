// Facts about a function, not about a path.
#include "analysis/MemberUses.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::TypeKind;
using facts::ValueKind;

bool isConstructor(const Function &function) {
  const Type owner = function.typeOfCallee(function.head().class_);
  return owner && lastComponent(function.name()) == lastComponent(owner.name());
}

std::string memberOf(const Function &function, std::int32_t id) {
  const facts::ValueT *value = function.value(function.unmoved(id));
  if (!value || value->kind != ValueKind::Member || value->inputs.empty() || value->inputs.front() < 0) return {};
  return function.value(value->inputs.front())->kind == ValueKind::This ? value->usr : std::string();
}

// Through expressions, and through what converts a member: `stopped_.load()`, `std::atomic`'s operator.
static void addAsked(const Function &function, std::int32_t id, MemberUses &uses, unsigned depth = 0) {
  constexpr unsigned deepest = 8;
  const facts::ValueT *value = function.value(id);
  if (!value || depth > deepest) return;
  if (value->kind == ValueKind::Member) uses.asked.insert(value->usr);
  for (std::int32_t input : value->inputs) addAsked(function, input, uses, depth + 1);
  const facts::OpT *made = function.definition(id);
  const facts::CalleeT *callee = made && made->kind == OpKind::Call ? function.callee(made->callee) : nullptr;
  if (callee && callee->const_ && made->arguments.empty()) addAsked(function, made->object, uses, depth + 1);
}

// `stopped_ = true`, and what stands for it: an operator, or a method, of a type of the standard library.
static void addWritten(const Function &function, const facts::OpT &op, MemberUses &uses) {
  std::int32_t target = op.destination;
  if (op.kind == OpKind::Call) {
    const facts::CalleeT *callee = function.callee(op.callee);
    if (callee && (callee->operator_ == "=" || lastComponent(callee->name) == "store")) target = op.object;
  }
  if (std::string member = memberOf(function, target); !member.empty())
    uses.written[member] = function.value(function.unmoved(target))->name;
}

MemberUses memberUses(const Function &function) {
  MemberUses uses;
  for (const auto &value : function.body().values)
    if (value->kind == ValueKind::Member) uses.touched.insert(value->usr);
  const bool answers = function.resultType().is(TypeKind::Bool);
  for (const facts::OpT *op : function.ops()) {
    addWritten(function, *op, uses);
    if (answers && op->kind == OpKind::Return) addAsked(function, op->source, uses);
  }
  for (const facts::BlockT *block : function.blocks())
    if (block->terminator) addAsked(function, block->terminator->condition, uses);
  return uses;
}

}  // namespace cotidy
