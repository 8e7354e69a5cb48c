// Compiled code of this kind runs several instructions in each cycle; only a division, the heap and an exception stand out.
#include "analysis/CostWeights.h"

#include "analysis/Containers.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

bool isFloating(Type type) {
  static constexpr std::string_view floating[] = {"float", "double", "long double"};
  return std::find(std::begin(floating), std::end(floating), type.value().key()) != std::end(floating);
}

// By a constant it is a multiplication and a shift.
static double weightOfDivision(const Function &function, const facts::ValueT &value) {
  const facts::ValueT *divisor = value.inputs.size() == 2 ? function.value(value.inputs[1]) : nullptr;
  return divisor && divisor->constant ? 0.6 : 2.5;
}

double weightOf(const Function &function, const facts::ValueT &value) {
  switch (value.kind) {
  case ValueKind::Expr:
    if (value.op == "/" || value.op == "%") return weightOfDivision(function, value);
    return isFloating(function.type(value.type)) ? 0.5 : 0.2;  // the next one waits for it
  case ValueKind::Elem: return 0.15;
  case ValueKind::Deref: return 0.15;
  case ValueKind::Member: return 0.1;
  case ValueKind::Phi: return 0.3;
  default: return 0;
  }
}

double weightOf(const Function &function, const facts::OpT &op) {
  switch (op.kind) {
  case OpKind::New: return 25;
  case OpKind::Delete: return 15;
  case OpKind::Throw: return 1500;
  case OpKind::Await:
  case OpKind::Yield: return op.ready == facts::Ready::Always ? 1 : 10;
  case OpKind::Closure: return 0.5;
  case OpKind::Destroy: {
    const facts::TypeT *type = function.typeOf(op.source).facts();
    return type && type->destructor == facts::Destructor::Trivial ? 0 : 3;
  }
  case OpKind::Assign: return 0.1;
  case OpKind::Init:
  case OpKind::Return:
  case OpKind::CoReturn: return 0.05;
  default: return 0;
  }
}

bool isAccessor(const Function &function, const facts::OpT &op, const facts::CalleeT &callee) {
  if (!callee.system || op.object < 0 || !op.arguments.empty()) return false;
  if (callee.operator_ == "()") return false;  // a std::function runs what it holds
  Type result = function.typeOf(op.result);
  return callee.const_ || callee.nothrow || result.is(facts::TypeKind::LRef) || result.is(facts::TypeKind::Pointer);
}

static bool isIterator(Type type) {
  const std::string_view name = lastComponent(type.object().name());
  return type.object().facts() && type.object().facts()->system &&
         (name.find("iterator") != std::string_view::npos || name.find("Iterator") != std::string_view::npos);
}

bool isIteratorStep(const Function &function, const facts::OpT &op, const facts::CalleeT &callee) {
  static constexpr std::string_view steps[] = {"++", "--", "*", "->", "==", "!=", "<", "-", "+", "+=", "[]"};
  if (!callee.system || std::find(std::begin(steps), std::end(steps), callee.operator_) == std::end(steps))
    return false;
  const std::int32_t operand = op.object >= 0 ? op.object : op.arguments.empty() ? -1 : op.arguments.front()->value;
  return isIterator(function.typeOf(operand));
}

bool copiesPlainData(const Function &function, const facts::OpT &op, const facts::CalleeT *callee) {
  if (!callee) return op.aggregate || (op.kind == OpKind::Construct && op.callee_value < 0 && op.name.empty());
  const bool copies = callee->constructor == facts::ConstructorKind::Copy || callee->operator_ == "=";
  const facts::TypeT *type = Type(function.unit(), callee->class_).facts();
  return copies && type && callee->body == facts::BodySeen::Nowhere && type->destructor == facts::Destructor::Trivial;
}

bool makesPlainValue(const Function &function, const facts::CalleeT &callee) {
  const facts::TypeT *type = Type(function.unit(), callee.class_).facts();
  const bool makes = callee.constructor != facts::ConstructorKind::None && callee.system;
  return makes && type && type->destructor == facts::Destructor::Trivial;
}

bool fillsContainer(const Function &function, const facts::CalleeT &callee) {
  using facts::ConstructorKind;
  const bool fills = callee.constructor == ConstructorKind::Copy || callee.constructor == ConstructorKind::Other;
  return fills && callee.system && containerOf(Type(function.unit(), callee.class_)).has_value();
}

double weightOfElement(const Function &function, const facts::CalleeT &callee) {
  const Type container(function.unit(), callee.class_);
  const bool own = containerOf(container)->kind == Container::Node || containerOf(container)->kind == Container::Hashed;
  const facts::TypeT *element = container.argument(0).facts();
  const bool plain = !element || element->destructor == facts::Destructor::Trivial;
  return (own ? 20 : 0.1) + (plain ? 0 : 5);
}

}  // namespace cotidy
