// From the call down: what it calls is a parameter, or it passes a parameter on to a function of which that is true.
#include "analysis/HandedCallables.h"

#include "analysis/Made.h"

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

// Back through coats, `std::forward(work)` and `std::bind_front(work, …)`.
static Made source(const Function &function, std::int32_t value) {
  constexpr unsigned deepest = 6;
  Made made = madeBy(function, value);
  for (unsigned depth = 0; depth < deepest && made.by && made.by->kind == OpKind::Call; ++depth) {
    const facts::CalleeT *callee = function.callee(made.by->callee);
    const std::string_view name = callee ? lastComponent(callee->name) : std::string_view();
    const bool passes = name == "forward" || name == "move" || name == "bind" || name == "bind_front";
    if (!passes || made.by->arguments.empty()) break;
    made = madeBy(function, made.by->arguments.front()->value);
  }
  return made;
}

static std::int32_t parameterBehind(const Function &function, std::int32_t value) {
  const Made made = source(function, value);
  const facts::ValueT *from = made.by ? nullptr : function.value(function.strip(made.from));
  return from && from->kind == ValueKind::Param ? from->index : -1;
}

static std::int32_t callableOnWay(const Effects &effects, const Function &function, const Witness &witness,
                                  unsigned depth) {
  constexpr unsigned deepest = 6;
  const facts::OpT *op = witness.op;
  if (!op || op->kind != OpKind::Call || !witness.next || depth > deepest) return -1;
  const facts::CalleeT *callee = function.callee(op->callee);
  const std::int32_t called = op->callee_value >= 0                 ? op->callee_value
                              : callee && callee->operator_ == "()" ? op->object
                                                                    : -1;
  if (called >= 0) return parameterBehind(function, called);
  const Witness *inner = effects.of(*witness.next, witness.nextEffect);
  if (!inner) return -1;
  const Function &next = effects.calls().program().function(*witness.next);
  const auto passed = static_cast<std::size_t>(callableOnWay(effects, next, *inner, depth + 1));
  return passed < op->arguments.size() ? parameterBehind(function, op->arguments[passed]->value) : -1;
}

std::int32_t callableOnWay(const Effects &effects, const Function &function, const Witness &witness) {
  return callableOnWay(effects, function, witness, 0);
}

std::vector<FunctionId> lambdaBehind(const Program &program, const Function &function, std::int32_t argument) {
  const Made made = source(function, argument);
  const bool closure = made.by && made.by->kind == OpKind::Closure;
  return closure ? program.callOperators(function, made.by->function) : std::vector<FunctionId>();
}

}  // namespace cotidy
