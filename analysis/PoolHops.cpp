// Two forward problems over a coroutine: where it is (one way that leads elsewhere makes that unknown), and which pools it
// has needed on every way. What it awaits counts as part of it.
#include "analysis/PoolHops.h"

#include "analysis/Flow.h"
#include "analysis/Made.h"
#include "analysis/Spawns.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;

static constexpr unsigned deepest = 4;

std::optional<FunctionId> calledCoroutine(const Calls &calls, const Function &function, const facts::OpT &call) {
  const facts::CalleeT *callee = call.kind == OpKind::Call ? function.callee(call.callee) : nullptr;
  auto body = callee ? calls.program().resolve(function, callee->key) : std::nullopt;
  return body && calls.program().function(*body).coroutine() ? body : std::nullopt;
}

// The operand that a model means; -1 where it names a thread and no operand.
static std::int32_t operandOf(const facts::OpT &call, const Where &where) {
  if (where.from == Where::Object) return call.object;
  if (where.from != Where::Argument) return -1;
  const auto count = static_cast<int>(call.arguments.size());
  const int i = where.argument < 0 ? where.argument + count : where.argument;
  return i < 0 || i >= count ? -1 : call.arguments[static_cast<std::size_t>(i)]->value;
}

static std::optional<PoolHop> toPool(const Calls &calls, const LockPlaces &places, const Function &function,
                                     const CallSite &site, const Where &where) {
  const std::int32_t executor = operandOf(*site.op, where);
  if (executor < 0 || !isPool(calls.threadOf(function, site, where))) return std::nullopt;
  std::string path = places.path(function, executor);
  if (path.empty()) return std::nullopt;
  return PoolHop{std::move(path), function.id(), site.op, site.name};
}

std::optional<PoolHop> PoolHops::hop(const Function &function, const facts::OpT &call) const {
  const CallSite *site = calls_.at(function.id(), &call);
  if (!site) return std::nullopt;
  for (const FunctionModel *model : site->models)
    if (model->switches && !model->offloads) return toPool(calls_, places_, function, *site, *model->switches);
  return std::nullopt;
}

// `co_withExecutor(pool, task)`, `task.via(pool)`: the task will run there.
std::optional<PoolHop> PoolHops::binding(const Function &function, const facts::OpT &call) const {
  const CallSite *site = calls_.at(function.id(), &call);
  if (!site || !function.typeOf(call.result).object().isTask()) return std::nullopt;
  for (const FunctionModel *model : site->models)
    if (model->wrapsOn) return toPool(calls_, places_, function, *site, *model->wrapsOn);
  return std::nullopt;
}

// ------------------------------------------------------------------ where a coroutine is

static bool switchesThread(const Calls &calls, const Function &function, const facts::OpT &call) {
  const CallSite *site = calls.at(function.id(), &call);
  return site && std::any_of(site->models.begin(), site->models.end(),
                             [](const FunctionModel *model) { return model->switches.has_value(); });
}

static const facts::OpT *awaitedCall(const Function &function, const facts::OpT &op) {
  return op.kind == OpKind::Await || op.kind == OpKind::Yield ? madeBy(function, op.source).by : nullptr;
}

// Who awaits a task that moved goes on where that task ended.
bool PoolHops::mayMove(const Function &function, const facts::OpT &call) const {
  if (switchesThread(calls_, function, call)) return true;
  const auto awaited = calledCoroutine(calls_, function, call);
  if (!awaited) return false;
  const Function &callee = calls_.program().function(*awaited);
  return std::any_of(callee.ops().begin(), callee.ops().end(), [&](const facts::OpT *op) {
    const facts::OpT *inner = awaitedCall(callee, *op);
    return inner && switchesThread(calls_, callee, *inner);
  });
}

struct PoolHops::Moves {
  using State = Whereabouts;
  const PoolHops &hops;
  const Function &function;

  State start() const { return {}; }
  State join(const State &a, const State &b) const { return a == b ? a : State{Whereabouts::Unknown, {}}; }
  State after(const facts::OpT &op, const State &before) const {
    const facts::OpT *call = awaitedCall(function, op);
    if (!call) return before;
    if (auto hop = hops.hop(function, *call)) return {Whereabouts::Moved, std::move(*hop)};
    return hops.mayMove(function, *call) ? State{Whereabouts::Unknown, {}} : before;
  }
};

Whereabouts PoolHops::before(const Function &function, const facts::OpT &op) const {
  Whereabouts found;
  if (!function.coroutine()) return found;
  const Moves problem{*this, function};
  Flow(function, problem).forEach([&](const facts::OpT &at, const Whereabouts &state) {
    if (&at == &op) found = state;
  });
  return found;
}

// ------------------------------------------------------------------ what a task needs

struct PoolHops::Needed {
  using State = std::vector<PoolHop>;
  const PoolHops &hops;
  const Function &function;
  unsigned depth;

  State start() const { return {}; }
  State join(const State &a, const State &b) const {
    State both;
    for (const PoolHop &hop : a)
      if (std::find(b.begin(), b.end(), hop) != b.end()) both.push_back(hop);
    return both;
  }
  State after(const facts::OpT &op, State state) const {
    if (op.kind != OpKind::Await) return state;
    for (PoolHop &hop : hops.needs(function, op.source, depth))
      if (std::find(state.begin(), state.end(), hop) == state.end()) state.push_back(std::move(hop));
    return state;
  }
};

std::vector<PoolHop> PoolHops::neededBy(const Function &coroutine, unsigned depth) const {
  const Needed problem{*this, coroutine, depth};
  return Flow(coroutine, problem).atExit().value_or(std::vector<PoolHop>());
}

std::vector<PoolHop> PoolHops::needs(const Function &function, std::int32_t task, unsigned depth) const {
  const facts::OpT *made = madeBy(function, task).by;
  if (!made || depth > deepest) return {};
  if (auto direct = hop(function, *made)) return {std::move(*direct)};
  if (auto bound = binding(function, *made)) return {std::move(*bound)};
  if (const auto body = calledCoroutine(calls_, function, *made)) {
    std::vector<PoolHop> all = neededBy(calls_.program().function(*body), depth + 1);
    for (PoolHop &inner : all) inner.pool = places_.rebased(inner.pool, function, *made);
    std::erase_if(all, [](const PoolHop &inner) { return inner.pool.empty(); });
    return all;
  }
  return neededByAll(function, *made, depth);
}

// `when_all(a(pool), b(pool))`. Of when_any and its like, too: whichever ends first, it needed the pool.
std::vector<PoolHop> PoolHops::neededByAll(const Function &function, const facts::OpT &call, unsigned depth) const {
  const CallSite *site = calls_.at(function.id(), &call);
  const auto gathers = [](const FunctionModel *model) { return model->nonblocking && !model->wrapsOn; };
  if (!site || call.arguments.empty() || std::none_of(site->models.begin(), site->models.end(), gathers)) return {};
  std::vector<PoolHop> all = needs(function, call.arguments.front()->value, depth + 1);
  for (std::size_t i = 1; i < call.arguments.size() && !all.empty(); ++i) {
    const std::vector<PoolHop> others = needs(function, call.arguments[i]->value, depth + 1);
    std::erase_if(all, [&](const PoolHop &one) {
      return std::none_of(others.begin(), others.end(), [&](const PoolHop &other) { return other.pool == one.pool; });
    });
  }
  return all;
}

}  // namespace cotidy
