// From the branches that lead to the operation back to a number that the function changes.
#include "checks/support/CountedElements.h"

#include "analysis/Flow.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

// `--entry.users`, `entry.users -= 1`, `entry.users.fetch_sub(1)`: the member; -1 for all else.
static std::int32_t changedBy(const Function &function, const facts::OpT &op) {
  const facts::CalleeT *callee = op.kind == OpKind::Call ? function.callee(op.callee) : nullptr;
  const bool steps = op.kind == OpKind::Use && op.source >= 0 && op.source == op.destination;
  const bool computes = op.kind == OpKind::Assign && !op.operator_.empty();
  const bool atomic =
      callee && (callee->operator_ == "--" || callee->operator_ == "-=" || lastComponent(callee->name) == "fetch_sub");
  const std::int32_t number = function.strip(steps || computes ? op.destination : atomic ? op.object : -1);
  const facts::ValueT *member = function.value(number);
  if (!member || member->kind != ValueKind::Member || member->inputs.empty()) return -1;
  const facts::ValueT *owner = function.value(function.strip(member->inputs.front()));
  return owner && owner->kind != ValueKind::This ? number : -1;
}

// Does the condition ask the number, itself or by what a call on it gave?
static bool asks(const Function &function, std::int32_t condition, std::int32_t number, unsigned depth = 0) {
  constexpr unsigned deepest = 6;
  const facts::ValueT *value = function.value(condition);
  if (!value || depth > deepest) return false;
  if (value->kind == ValueKind::Member && function.placeKey(condition) == function.placeKey(number)) return true;
  if (const facts::OpT *made = function.definition(condition); made && made->object >= 0)
    if (asks(function, made->object, number, depth + 1)) return true;
  return std::any_of(value->inputs.begin(), value->inputs.end(),
                     [&](std::int32_t input) { return asks(function, input, number, depth + 1); });
}

bool runsForLastUser(const Function &function, const facts::OpT &op) {
  const facts::BlockT *home = blockOf(function, op);
  if (!home) return false;
  for (const facts::OpT *change : function.ops()) {
    const std::int32_t number = changedBy(function, *change);
    if (number < 0) continue;
    for (const facts::BlockT *block : function.blocks()) {
      const std::vector<std::int32_t> next = function.successors(*block);
      if (!block->terminator || next.size() != 2 || !asks(function, block->terminator->condition, number)) continue;
      const bool ifTrue = reachableFrom(function, next[0]).count(home->id);
      if (ifTrue != (reachableFrom(function, next[1]).count(home->id) > 0)) return true;
    }
  }
  return false;
}

}  // namespace cotidy
