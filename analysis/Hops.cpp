// A forward analysis over a coroutine: which awaits move it to another thread, and which only look like it.
#include "analysis/Contexts.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;

Hops::State Hops::join(const State &a, const State &b) {
  if (a == b) return a;
  State both;
  both.away = a.away && b.away;  // one path that stays at home is enough for a mistake
  both.thread = a.thread == b.thread ? a.thread : Thread::Unknown;
  both.untilNextAwait = a.untilNextAwait && b.untilNextAwait;
  both.fake = a.fake == b.fake ? a.fake : nullptr;  // the first round of a loop comes before the hop in it
  return both;
}

Hops::State Hops::after(const facts::OpT &op, State state) const {
  if (op.kind != OpKind::Await && op.kind != OpKind::Yield) return state;
  state.fake = nullptr;
  if (state.untilNextAwait) state = {};
  const facts::OpT *made = function_.definition(function_.strip(op.source));
  if (!made) made = function_.definition(op.source);
  const CallSite *site = made ? calls_.at(function_.id(), made) : nullptr;
  if (!site) return state;
  for (const FunctionModel *model : site->models) {
    if (model->offloads && model->returnsHome) state.fake = &op;
    if (model->switches) {
      Thread to = calls_.threadOf(function_, *site, *model->switches);
      if (to == Thread::Current) return {};
      return {true, to, model->returnsHome || model->library == "asio", nullptr};
    }
    if (model->returnsHome) state = State{false, Thread::Unknown, false, state.fake};
  }
  return state;
}

Hops::Hops(const Calls &calls, const Function &function) : calls_(calls), function_(function) {
  if (!function.coroutine()) return;
  std::map<std::int32_t, State> entry{{function.body().entry, {}}};
  std::vector<std::int32_t> todo{function.body().entry};
  auto push = [&](std::int32_t to, const State &state) {
    auto [known, isNew] = entry.try_emplace(to, state);
    State joined = isNew ? state : join(known->second, state);
    if (!isNew && joined == known->second) return;
    known->second = joined;
    todo.push_back(to);
  };
  while (!todo.empty()) {
    const facts::BlockT *block = function.block(todo.back());
    todo.pop_back();
    if (!block) continue;
    State state = entry[block->id];
    for (const auto &op : block->ops) {
      if (op->try_ >= 0) push(op->try_, state);
      if (state.away)
        away_[op.get()] = state;
      else
        away_.erase(op.get());
      if (state.fake)
        fake_[op.get()] = state.fake;
      else
        fake_.erase(op.get());
      state = after(*op, state);
    }
    for (std::int32_t next : function.successors(*block)) push(next, state);
  }
}

Thread Hops::thread(const facts::OpT *op) const {
  auto found = away_.find(op);
  return found == away_.end() ? Thread::Unknown : found->second.thread;
}

const facts::OpT *Hops::fakeHop(const facts::OpT *op) const {
  auto found = fake_.find(op);
  return found == fake_.end() ? nullptr : found->second;
}

}  // namespace cotidy
