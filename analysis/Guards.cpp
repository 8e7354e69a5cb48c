// A branch on a parameter that leads to the operation on one side only: `if (wait) join();`, `if (!wait) return;`.
#include "analysis/Guards.h"

#include "analysis/Flow.h"

#include <algorithm>

namespace cotidy {

using facts::ValueKind;

static bool hasTruthValue(const Function &function) {
  const auto &values = function.body().values;
  return std::any_of(values.begin(), values.end(), [&](const auto &value) {
    return value->kind == ValueKind::Param && function.type(value->type).value().is(facts::TypeKind::Bool);
  });
}

// `wait`, `!wait`: the parameter behind it, and whether the branch asks for the contrary.
static std::int32_t askedFor(const Calls &calls, const Function &function, std::int32_t condition, bool &negated) {
  constexpr int deepest = 4;
  for (int steps = 0; steps < deepest; ++steps) {
    const facts::ValueT *value = function.value(condition);
    if (!value || value->kind != ValueKind::Not || value->inputs.empty()) break;
    negated = !negated;
    condition = value->inputs.front();
  }
  if (!function.value(condition) || !function.typeOf(condition).value().is(facts::TypeKind::Bool)) return -1;
  return calls.parameterOf(function, condition);
}

std::vector<Guard> guardsOf(const Calls &calls, const Function &function, const facts::OpT &op) {
  std::vector<Guard> guards;
  const facts::BlockT *home = hasTruthValue(function) ? blockOf(function, op) : nullptr;
  if (!home) return guards;
  for (const facts::BlockT *block : function.blocks()) {
    const std::vector<std::int32_t> next = function.successors(*block);
    if (!block->terminator || block->terminator->condition < 0 || next.size() != 2) continue;
    bool negated = false;
    const std::int32_t parameter = askedFor(calls, function, block->terminator->condition, negated);
    if (parameter < 0) continue;
    const bool ifTrue = reachableFrom(function, next[0]).count(home->id);
    const bool ifFalse = reachableFrom(function, next[1]).count(home->id);
    if (ifTrue != ifFalse) guards.push_back({parameter, ifTrue != negated});
  }
  return guards;
}

std::vector<Guard> passedOn(const Calls &calls, const Function &caller, const CallSite &call,
                            const std::vector<Guard> &inner) {
  std::vector<Guard> guards;
  if (!call.models.empty() || !hasTruthValue(caller)) return guards;
  for (const Guard &guard : inner) {
    const auto index = static_cast<std::size_t>(guard.parameter);
    if (index >= call.op->arguments.size()) continue;
    bool negated = false;
    const std::int32_t parameter = askedFor(calls, caller, call.op->arguments[index]->value, negated);
    if (parameter >= 0) guards.push_back({parameter, guard.needed != negated});
  }
  return guards;
}

bool passesItBy(const Calls &calls, const Function &caller, const CallSite &call, const std::vector<Guard> &guards) {
  if (!call.models.empty()) return false;
  return std::any_of(guards.begin(), guards.end(), [&](const Guard &guard) {
    const auto index = static_cast<std::size_t>(guard.parameter);
    if (index >= call.op->arguments.size()) return false;  // its default is not known here
    const auto constant = calls.constantOf(caller, call.op->arguments[index]->value);
    return constant && (*constant != 0) != guard.needed;
  });
}

}  // namespace cotidy
