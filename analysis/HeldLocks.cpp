// Applies the steps of each operation to the set of held locks, and drops at branches what their conditions rule out.
#include "analysis/HeldLocks.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::TerminatorKind;
using facts::ValueKind;

template <class Keep> static void keepIf(HeldLocks::State &state, Keep keep) {
  for (auto hold = state.begin(); hold != state.end();) hold = keep(*hold) ? std::next(hold) : state.erase(hold);
}

HeldLocks::HeldLocks(const Function &function, const LockSteps &steps, State entry)
    : function_(function), entry_(std::move(entry)), any_(!entry_.empty()) {
  std::int32_t position = 0;
  for (const facts::OpT *op : function.ops()) {
    positions_[op] = position++;
    std::vector<LockStep> found = steps.of(function, *op);
    for (const LockStep &step : found) {
      any_ |= step.kind == LockStep::Acquire || step.kind == LockStep::Adopt || step.kind == LockStep::Release;
      if (!step.mutex.empty() && !step.guard.empty() && step.kind != LockStep::Release)
        deferred_[step.guard].insert(step.mutex);
      if (step.kind == LockStep::Ask) asks_[step.condition] = step.guard;
    }
    if (!found.empty()) steps_[op] = std::move(found);
  }
}

std::int32_t HeldLocks::position(const facts::OpT &op) const {
  auto found = positions_.find(&op);
  return found == positions_.end() ? -1 : found->second;
}

HeldLocks::State HeldLocks::join(const State &a, const State &b) const {
  State both = a;
  both.insert(b.begin(), b.end());
  return both;
}

// A temporary ends with its full expression, whether or not a destructor of it is in the graph.
void HeldLocks::endTemporaries(const facts::OpT &op, State &state) const {
  if (op.full_expression < 0) return;
  keepIf(state, [&](const Hold &hold) {
    std::int32_t root = LockPlaces::rootValue(hold.guard);
    const facts::ValueT *v = function_.value(root);
    if (!v || v->kind != ValueKind::Temp || v->into >= 0) return true;
    const facts::OpT *made = function_.definition(root);
    std::int32_t expression = made ? made->full_expression : v->full_expression;
    return expression < 0 || expression == op.full_expression;
  });
}

void HeldLocks::acquire(const facts::OpT &op, const LockStep &step, State &state) const {
  Hold hold{step.mutex, step.guard, position(op), step.condition, step.zero};
  if (hold.mutex.empty()) {
    auto known = deferred_.find(step.guard);
    if (known != deferred_.end()) {
      for (const std::string &mutex : known->second) {
        hold.mutex = mutex;
        state.insert(hold);
      }
      return;
    }
  }
  state.insert(std::move(hold));
}

// `lock_guard(mutex, adopt_lock)`: what was locked by hand has a guard now.
void HeldLocks::adopt(const facts::OpT &op, const LockStep &step, State &state) const {
  State adopted;
  for (const Hold &hold : state)
    if (hold.guard.empty() && hold.mutex == step.mutex)
      adopted.insert(Hold{hold.mutex, step.guard, hold.taken, hold.condition, hold.zero});
  keepIf(state, [&](const Hold &hold) { return !hold.guard.empty() || hold.mutex != step.mutex; });
  if (adopted.empty() && step.thread) adopted.insert(Hold{step.mutex, step.guard, position(op), -1, false});
  state.insert(adopted.begin(), adopted.end());
}

static bool releases(const LockStep &step, const Hold &hold) {
  if (!step.guard.empty() && !hold.guard.empty() && LockPlaces::within(step.guard, hold.guard)) return true;
  if (!step.guard.empty() && !hold.guard.empty() && LockPlaces::within(hold.guard, step.guard)) return true;
  return !step.mutex.empty() && hold.mutex == step.mutex;
}

void HeldLocks::apply(const facts::OpT &op, const LockStep &step, State &state) const {
  switch (step.kind) {
  case LockStep::Acquire: return acquire(op, step, state);
  case LockStep::Adopt: return adopt(op, step, state);
  case LockStep::Release: return keepIf(state, [&](const Hold &hold) { return !releases(step, hold); });
  case LockStep::Die:
    return keepIf(state,
                  [&](const Hold &hold) { return hold.guard.empty() || !LockPlaces::within(hold.guard, step.guard); });
  case LockStep::Dismiss:
  case LockStep::Move: {
    const std::string &from = step.kind == LockStep::Move ? step.from : step.guard;
    const std::string to = step.kind == LockStep::Move ? step.guard : std::string();
    if (from == to) return;
    State moved;
    for (const Hold &hold : state) {
      if (hold.guard.empty() || !LockPlaces::within(hold.guard, from)) continue;
      if (step.kind == LockStep::Dismiss || !to.empty())
        moved.insert(Hold{hold.mutex, to, hold.taken, hold.condition, hold.zero});
    }
    keepIf(state, [&](const Hold &hold) { return hold.guard.empty() || !LockPlaces::within(hold.guard, from); });
    state.insert(moved.begin(), moved.end());
    return;
  }
  case LockStep::Defer:
  case LockStep::Ask: return;
  }
}

HeldLocks::State HeldLocks::after(const facts::OpT &op, State state) const {
  endTemporaries(op, state);
  if (auto steps = steps_.find(&op); steps != steps_.end())
    for (const LockStep &step : steps->second) apply(op, step, state);
  return state;
}

// Guards that stand inside the try are gone in its handlers.
void HeldLocks::leaveTry(std::int32_t dispatch, State &state) const {
  keepIf(state, [&](const Hold &hold) {
    const facts::ValueT *root = function_.value(LockPlaces::rootValue(hold.guard));
    return !root || (root->kind != ValueKind::Temp && root->try_ != dispatch);
  });
}

// Nothing is gained by an operation that fails.
HeldLocks::State HeldLocks::thrown(const facts::OpT &op, const State &before) const {
  State next = after(op, before);
  keepIf(next, [&](const Hold &hold) { return before.count(hold) > 0; });
  leaveTry(op.try_, next);
  return next;
}

// What a value says when it is true, or is not: the result of try_lock, or a question to a guard.
void HeldLocks::assumeResult(std::int32_t value, bool holds, State &state) const {
  if (auto asked = asks_.find(value); asked != asks_.end() && !holds)
    keepIf(state,
           [&](const Hold &hold) { return hold.guard.empty() || !LockPlaces::within(hold.guard, asked->second); });
  State sure;
  keepIf(state, [&](const Hold &hold) {
    if (hold.condition != value) return true;
    if (holds != hold.zero) sure.insert(Hold{hold.mutex, hold.guard, hold.taken, -1, false});
    return false;
  });
  state.insert(sure.begin(), sure.end());
}

static std::optional<bool> literal(const facts::ValueT *v) {
  if (!v || !v->constant) return std::nullopt;
  return v->literal != 0;
}

// `direct`: the condition of the branch itself, so that its last operand was evaluated just before it.
void HeldLocks::assume(std::int32_t value, bool holds, bool direct, State &state) const {
  const facts::ValueT *v = function_.value(value);
  if (!v) return;
  assumeResult(value, holds, state);
  if (v->kind == ValueKind::Not && !v->inputs.empty()) return assume(v->inputs.front(), !holds, direct, state);
  if (v->kind == ValueKind::Expr && v->inputs.size() == 2) {
    const bool both = (v->op == "&&" && holds) || (v->op == "||" && !holds);
    const bool last = (v->op == "&&" || v->op == "||") && direct;
    if (both) assume(v->inputs[0], holds, false, state);
    if (both || last) return assume(v->inputs[1], holds, direct, state);
    if (v->op != "==" && v->op != "!=") return;
    for (std::size_t i : {0U, 1U})
      if (auto other = literal(function_.value(v->inputs[1 - i]));
          other && (!*other || function_.value(v->inputs[1 - i])->literal == 1))
        return assume(v->inputs[i], ((v->op == "==") == holds) == *other, false, state);
    return;
  }
  // `const bool ok = lock.try_lock();`
  const auto &writes = function_.writes(value);
  if (v->kind == ValueKind::Local && writes.size() == 1 && writes.front()->source != value)
    return assume(writes.front()->source, holds, false, state);
  if (v->kind == ValueKind::Temp && !function_.definition(value) && v->inputs.size() == 1)
    assume(v->inputs.front(), holds, direct, state);
}

std::optional<HeldLocks::State> HeldLocks::along(const facts::BlockT &block, std::size_t successor, State state) const {
  if (state.empty()) return state;
  auto isDispatch = [](const facts::BlockT *b) {
    return b && b->terminator && b->terminator->kind == TerminatorKind::Try;
  };
  // A `throw` leads to its handlers, or out of the function: then nobody asks what is held.
  const std::int32_t target = block.successors[successor];
  const bool throws = !block.ops.empty() && block.ops.back()->kind == OpKind::Throw;
  if (target == function_.body().exit && (throws || isDispatch(&block))) return std::nullopt;
  if (isDispatch(function_.block(target))) leaveTry(target, state);
  if (!block.terminator || block.successors.size() != 2) return state;
  if (block.terminator->kind != TerminatorKind::Switch && block.terminator->condition >= 0)
    assume(block.terminator->condition, successor == 0, true, state);
  return state;
}

std::vector<std::string> HeldLocks::releasedForOthers(const facts::OpT &op, const State &before) const {
  std::vector<std::string> released;
  auto steps = steps_.find(&op);
  if (steps == steps_.end()) return released;
  for (const LockStep &step : steps->second) {
    if (step.kind != LockStep::Release) continue;
    const bool own = std::any_of(before.begin(), before.end(), [&](const Hold &hold) { return releases(step, hold); });
    for (const std::string &path : {step.mutex, step.guard})
      if (!own && LockPlaces::visible(path)) released.push_back(path);
  }
  return released;
}

}  // namespace cotidy
