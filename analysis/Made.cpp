// Steps back one name or coat at a time, up to a fixed number: nobody hands a value through more of them.
#include "analysis/Made.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

static bool isAssignedByCall(const Function &function, std::int32_t variable) {
  return std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    const facts::CalleeT *callee = op->kind == OpKind::Call && op->object >= 0 ? function.callee(op->callee) : nullptr;
    return callee && callee->operator_ == "=" && function.strip(op->object) == variable;
  });
}

const facts::OpT *onlyWrite(const Function &function, std::int32_t variable) {
  if (variable < 0 || function.writes(variable).size() != 1 || isAssignedByCall(function, variable)) return nullptr;
  return function.writes(variable).front();
}

std::int32_t heldBy(const Function &function, std::int32_t object) {
  constexpr int deepest = 6;
  for (int steps = 0; steps < deepest; ++steps) {
    const facts::ValueT *v = function.value(object);
    const facts::OpT *made = function.definition(object);
    const facts::CalleeT *callee =
        made && made->kind == OpKind::Call && made->object >= 0 ? function.callee(made->callee) : nullptr;
    if (v && v->kind == ValueKind::Deref && !v->inputs.empty())
      object = function.strip(v->inputs.front());
    else if (callee && (callee->operator_ == "->" || callee->operator_ == "*"))
      object = function.strip(made->object);
    else
      return object;
  }
  return object;
}

Made madeBy(const Function &function, std::int32_t value) {
  constexpr int deepest = 8;
  for (int steps = 0; steps < deepest; ++steps) {
    value = function.unmoved(value);
    const facts::ValueT *v = function.value(value);
    if (!v) return {};
    const facts::OpT *made = function.definition(value);
    const bool coat = made && made->kind == OpKind::Construct && made->arguments.size() == 1;
    if (made && !coat) return {made, value};
    const facts::OpT *write = made || v->kind != ValueKind::Local ? nullptr : onlyWrite(function, value);
    if (coat)
      value = made->arguments.front()->value;
    else if (write)
      value = write->source;
    else if (v->kind == ValueKind::Temp && v->inputs.size() == 1)
      value = v->inputs.front();
    else
      return {nullptr, value};
  }
  return {nullptr, value};
}

const facts::OpT *closureBehind(const Function &function, std::int32_t value) {
  const facts::OpT *made = madeBy(function, value).by;
  return made && made->kind == OpKind::Closure ? made : nullptr;
}

}  // namespace cotidy
