// A breadth-first search over (block, first operation): the way that a finding shows.
#include "analysis/Flow.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;

bool mayThrow(const Function &function, const facts::OpT &op) {
  switch (op.kind) {
  case OpKind::Throw:
  case OpKind::Await:
  case OpKind::Yield: return true;
  case OpKind::Call:
  case OpKind::Construct: {
    const facts::CalleeT *callee = function.callee(op.callee);
    return !callee || !callee->nothrow;
  }
  default: return false;
  }
}

std::set<std::int32_t> reachableFrom(const Function &function, std::int32_t block, std::int32_t barrier) {
  std::set<std::int32_t> seen;
  std::vector<std::int32_t> todo{block};
  while (!todo.empty()) {
    const facts::BlockT *now = function.block(todo.back());
    todo.pop_back();
    if (!now || now->id == barrier || !seen.insert(now->id).second) continue;
    for (std::int32_t next : function.successors(*now)) todo.push_back(next);
  }
  return seen;
}

const facts::BlockT *blockOf(const Function &function, const facts::OpT &op) {
  for (const facts::BlockT *block : function.blocks())
    for (const auto &one : block->ops)
      if (one.get() == &op) return block;
  return nullptr;
}

bool comesBack(const Function &function, const facts::OpT &op) {
  const facts::BlockT *own = blockOf(function, op);
  if (op.loop < 0 || !own) return false;
  const std::vector<std::int32_t> next = function.successors(*own);
  return std::any_of(next.begin(), next.end(),
                     [&](std::int32_t to) { return reachableFrom(function, to).count(own->id) != 0; });
}

namespace {
struct Search {
  const Function &function;
  const WayQuestion &question;
  struct Step {
    std::size_t before;                  // index of the step that led here
    std::int32_t block;
    std::optional<Branch> branch;        // taken to come here
    const facts::OpT *thrower = nullptr;
  };
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::vector<Step> steps;
  std::set<std::int32_t> seen;

  Way wayTo(std::size_t last, const facts::OpT *end) const {
    Way way;
    way.end = end;
    for (std::size_t i = last; i != none; i = steps[i].before) {
      if (steps[i].branch) way.branches.push_back(*steps[i].branch);
      if (steps[i].thrower && !way.thrower) way.thrower = steps[i].thrower;
    }
    std::reverse(way.branches.begin(), way.branches.end());
    return way;
  }

  void enter(std::size_t from, std::int32_t block, std::optional<Branch> branch, const facts::OpT *thrower) {
    if (block >= 0 && seen.insert(block).second) steps.push_back({from, block, branch, thrower});
  }

  // The head of `while (true)`: the loop is left from its inside only.
  bool asksNothing(const facts::BlockT &block) const {
    const std::int32_t loop = block.terminator ? block.terminator->loop : -1;
    return loop >= 0 && function.body().loops[loop]->bound == facts::Bound::Endless;
  }

  // Walks the operations from `first` on; gives the way where it ends here.
  std::optional<Way> walk(std::size_t step, const facts::BlockT &block, std::size_t first) {
    for (std::size_t i = first; i < block.ops.size(); ++i) {
      const facts::OpT &op = *block.ops[i];
      if (question.ends && question.ends(op)) return wayTo(step, &op);
      if (question.exceptions && op.try_ >= 0 && mayThrow(function, op)) enter(step, op.try_, {}, &op);
      if (question.exceptions && op.kind == OpKind::Throw) return op.try_ >= 0 ? std::nullopt : leave(step, &op);
      if (question.blocked && question.blocked(op)) return std::nullopt;
    }
    if (block.id == function.body().exit) return question.ends ? std::nullopt : std::optional(wayTo(step, nullptr));
    const bool decides = block.successors.size() > 1 && block.terminator;
    for (std::size_t i = 0; i < block.successors.size(); ++i)
      if (!block.infeasible[i] && !(i == 1 && asksNothing(block)))
        enter(step, block.successors[i], decides ? std::optional(Branch{&block, i}) : std::nullopt, nullptr);
    return std::nullopt;
  }

  std::optional<Way> leave(std::size_t step, const facts::OpT *thrower) const {
    if (question.ends) return std::nullopt;
    Way way = wayTo(step, nullptr);
    way.thrower = thrower;
    return way;
  }
};
}  // namespace

std::optional<Way> findWay(const Function &function, const facts::OpT *from, const WayQuestion &question) {
  Search search{function, question, {}, {}};
  for (const facts::BlockT *block : function.blocks()) {
    std::size_t at = 0;
    if (from) {
      auto found = std::find_if(block->ops.begin(), block->ops.end(), [&](const auto &op) { return op.get() == from; });
      if (found == block->ops.end()) continue;
      at = static_cast<std::size_t>(found - block->ops.begin()) + 1;
    } else if (block->id != function.body().entry) {
      continue;
    }
    // The block itself is not marked as seen: a loop may come back to its beginning.
    search.steps.push_back({Search::none, block->id, {}, nullptr});
    if (auto way = search.walk(0, *block, at)) return way;
    for (std::size_t i = 1; i < search.steps.size(); ++i)
      if (const facts::BlockT *next = function.block(search.steps[i].block))
        if (auto way = search.walk(i, *next, 0)) return way;
    return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace cotidy
