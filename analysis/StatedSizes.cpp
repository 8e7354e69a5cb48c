// One pass over all calls and comparisons. The largest number counts: a program that is ready for so many will see them.
#include "analysis/StatedSizes.h"

#include "analysis/ContainerSizes.h"
#include "analysis/Containers.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

// What nobody means as a number of elements: std::numeric_limits, npos.
static constexpr std::int64_t most = 1'000'000'000;

std::string keptContainer(const Function &function, std::int32_t value) {
  value = function.unmoved(value);
  const facts::ValueT *v = function.value(value);
  const bool kept = v && (v->kind == ValueKind::Member || v->kind == ValueKind::Global);
  return kept && containerOf(function.typeOf(value)) ? v->usr : std::string();
}

StatedSizes::StatedSizes(const Calls &calls) : calls_(calls) {
  for (const auto &function : calls.program().functions()) {
    for (const facts::OpT *op : function->ops()) noteCall(*function, *op);
    noteLimits(*function);
  }
}

std::int64_t StatedSizes::of(const std::string &place) const {
  const auto found = sizes_.find(place);
  return found == sizes_.end() ? 0 : found->second;
}

void StatedSizes::note(const std::string &place, std::int64_t elements) {
  if (place.empty() || elements <= 0 || elements > most) return;
  std::int64_t &known = sizes_[place];
  known = std::max(known, elements);
}

// The rounds of the loops around the call, and around the calls that lead to it; 1 where no number is known.
std::int64_t StatedSizes::times(const Function &function, const facts::OpT &op, unsigned depth) const {
  constexpr unsigned deepest = 2;
  std::int64_t here = 1;
  for (std::int32_t loop = op.loop; loop >= 0; loop = function.body().loops[loop]->parent)
    here = std::min(most, here * std::clamp<std::int64_t>(roundsOf(calls_, function, loop).value_or(1), 1, most));
  std::int64_t callers = 1;
  if (depth < deepest)
    for (const Caller &caller : calls_.callersOf(function.id()))
      if (caller.function != function.id())
        callers = std::max(callers, times(calls_.program().function(caller.function), *caller.op, depth + 1));
  return std::min(most, here * callers);
}

// seen_.reserve(100'000); and what a loop of so many rounds adds.
void StatedSizes::noteCall(const Function &function, const facts::OpT &op) {
  const facts::CalleeT *callee = op.kind == OpKind::Call ? function.callee(op.callee) : nullptr;
  const std::string place = callee && callee->system ? keptContainer(function, op.object) : std::string();
  if (place.empty()) return;
  const std::string_view method = lastComponent(callee->name);
  if (method == "reserve" || method == "resize") {
    if (!op.arguments.empty()) note(place, calls_.constantOf(function, op.arguments.front()->value).value_or(0));
  } else if (changeBy(method) == Change::Grows) {
    note(place, times(function, op));
  }
}

// The container whose length the value is, as it stands.
static std::string measured(const Function &function, std::int32_t value) {
  const facts::OpT *asked = function.definition(function.unmoved(value));
  const facts::CalleeT *callee = asked && asked->kind == OpKind::Call ? function.callee(asked->callee) : nullptr;
  return callee && callee->system && lastComponent(callee->name) == "size" ? keptContainer(function, asked->object)
                                                                           : std::string();
}

// if (seen_.size() > 100'000) forget();
void StatedSizes::noteLimits(const Function &function) {
  for (const auto &value : function.body().values) {
    const bool compares = value->kind == ValueKind::Expr && value->inputs.size() == 2 &&
                          (value->op == "<" || value->op == "<=" || value->op == ">" || value->op == ">=");
    if (!compares) continue;
    for (std::size_t side = 0; side < 2; ++side)
      if (const std::string place = measured(function, value->inputs[side]); !place.empty())
        note(place, calls_.constantOf(function, value->inputs[1 - side]).value_or(0));
  }
}

}  // namespace cotidy
