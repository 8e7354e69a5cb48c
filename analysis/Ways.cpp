// A breadth-first search over (block, what the branches so far have settled).
#include "analysis/Ways.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::TerminatorKind;
using facts::ValueKind;

namespace {
class Search {
public:
  Search(const Function &function, const FeasibleWay &question) : function_(function), question_(question) {}

  std::optional<Way> from(const facts::OpT &op) {
    for (const facts::BlockT *block : function_.blocks()) {
      auto found =
          std::find_if(block->ops.begin(), block->ops.end(), [&](const auto &one) { return one.get() == &op; });
      if (found == block->ops.end()) continue;
      loop_ = op.loop;
      const Settled settled = settledBefore(*block);
      steps_.push_back({none, block->id, settled, {}, nullptr});
      if (question_.handlers && op.try_ >= 0 && mayThrow(function_, op)) enter(0, op.try_, settled, {}, &op);
      if (auto way = walk(0, *block, static_cast<std::size_t>(found - block->ops.begin()) + 1)) return way;
      for (std::size_t i = 1; i < steps_.size() && i < limit; ++i)
        if (const facts::BlockT *next = function_.block(steps_[i].block))
          if (auto way = walk(i, *next, 0)) return way;
      return std::nullopt;
    }
    return std::nullopt;
  }

private:
  using Settled = std::map<std::string, bool>;
  struct Step {
    std::size_t before;
    std::int32_t block;
    Settled settled;
    std::optional<Branch> branch;
    const facts::OpT *thrower;
  };
  static constexpr std::size_t none = static_cast<std::size_t>(-1), limit = 4096;

  // A name for a value that stands for the same each time it is read; empty where it may not.
  std::string stable(std::int32_t id, unsigned depth = 0) const {
    const facts::ValueT *value = function_.value(id);
    if (!value || depth > 4) return {};
    if (value->constant) return std::to_string(value->literal);
    switch (value->kind) {
    case ValueKind::Local:
    case ValueKind::Param:
    case ValueKind::Capture:
    case ValueKind::Member:
    case ValueKind::Global: return function_.placeKey(id);
    case ValueKind::Expr: {
      std::string key = "(" + value->op;
      for (std::int32_t input : value->inputs) {
        std::string part = stable(input, depth + 1);
        if (part.empty()) return {};
        key += " " + part;
      }
      return key + ")";
    }
    default: break;
    }
    // A question to an object: `list.empty()`.
    const facts::OpT *op = function_.definition(id);
    const facts::CalleeT *callee = op ? function_.callee(op->callee) : nullptr;
    if (!callee || !callee->const_ || op->object < 0 || !op->arguments.empty()) return {};
    std::string object = stable(op->object, depth + 1);
    return object.empty() ? object : object + "." + callee->key;
  }

  // The branches that every way to the block has just taken: those of the blocks that alone lead to it.
  Settled settledBefore(const facts::BlockT &start) const {
    std::unordered_map<std::int32_t, std::vector<const facts::BlockT *>> before;
    for (const facts::BlockT *block : function_.blocks())
      for (std::int32_t next : function_.successors(*block)) before[next].push_back(block);
    std::vector<const facts::BlockT *> chain{&start};
    while (chain.size() < 64) {
      const auto &only = before[chain.back()->id];
      if (only.size() != 1 || std::find(chain.begin(), chain.end(), only.front()) != chain.end()) break;
      chain.push_back(only.front());
    }
    Settled settled;
    for (std::size_t i = chain.size() - 1; i > 0; --i) {
      for (const auto &op : chain[i]->ops) forget(*op, settled);
      for (std::size_t j = 0; j < chain[i]->successors.size(); ++j)
        if (chain[i]->successors[j] == chain[i - 1]->id)
          if (auto assumed = assumption(*chain[i], j)) settled.insert_or_assign(assumed->first, assumed->second);
    }
    return settled;
  }

  bool startsInside(std::int32_t loop) const {
    for (std::int32_t around = loop_; around >= 0; around = function_.body().loops[around]->parent)
      if (around == loop) return true;
    return false;
  }

  // A loop is taken to run once at least: that it may not is seldom what a reader wants to hear. False: it has not run yet.
  bool mayLeave(const facts::BlockT &block, std::size_t successor, Settled &settled) const {
    if (!block.terminator || block.terminator->loop < 0 || block.successors.size() != 2) return true;
    TerminatorKind kind = block.terminator->kind;
    if (kind != TerminatorKind::For && kind != TerminatorKind::While && kind != TerminatorKind::RangeFor) return true;
    const std::string key = "loop " + std::to_string(block.terminator->loop);
    if (successor == 0) settled[key] = true;
    return successor == 0 || settled.count(key) || startsInside(block.terminator->loop);
  }

  // What the branch settles; loops ask anew each time.
  std::optional<std::pair<std::string, bool>> assumption(const facts::BlockT &block, std::size_t successor) const {
    if (!block.terminator || block.successors.size() != 2) return std::nullopt;
    TerminatorKind kind = block.terminator->kind;
    if (kind != TerminatorKind::If && kind != TerminatorKind::Conditional && kind != TerminatorKind::Logical)
      return std::nullopt;
    std::int32_t id = block.terminator->condition;
    bool holds = successor == 0;
    for (const facts::ValueT *value = function_.value(id);
         value && value->kind == ValueKind::Not && !value->inputs.empty(); value = function_.value(id)) {
      id = value->inputs.front();
      holds = !holds;
    }
    std::string key = stable(id);
    return key.empty() ? std::nullopt : std::optional(std::pair{std::move(key), holds});
  }

  void enter(std::size_t before, std::int32_t block, Settled settled, std::optional<Branch> branch,
             const facts::OpT *thrower) {
    if (block < 0 || !seen_.insert({block, settled}).second) return;
    steps_.push_back({before, block, std::move(settled), branch, thrower});
  }

  // A variable that gets another value makes conditions on it open again.
  void forget(const facts::OpT &op, Settled &settled) const {
    if (op.destination < 0 || settled.empty()) return;
    const std::string place = function_.placeKey(op.destination);
    std::erase_if(settled, [&](const auto &known) { return known.first.find(place) != std::string::npos; });
  }

  std::optional<Way> walk(std::size_t step, const facts::BlockT &block, std::size_t first) {
    Settled settled = steps_[step].settled;
    for (std::size_t i = first; i < block.ops.size(); ++i) {
      const facts::OpT &op = *block.ops[i];
      if (question_.ends && question_.ends(op)) return wayTo(step, &op, nullptr);
      if (question_.handlers && op.try_ >= 0 && mayThrow(function_, op)) enter(step, op.try_, settled, {}, &op);
      if (question_.blocked && question_.blocked(op)) return std::nullopt;
      if (op.kind == OpKind::Throw)
        return question_.ends || op.try_ >= 0 ? std::nullopt : std::optional(wayTo(step, nullptr, &op));
      forget(op, settled);
    }
    if (block.id == function_.body().exit)
      return question_.ends ? std::nullopt : std::optional(wayTo(step, nullptr, nullptr));
    const bool decides = block.successors.size() > 1 && block.terminator;
    for (std::size_t i = 0; i < block.successors.size(); ++i) {
      if (block.successors[i] < 0 || block.infeasible[i] || (question_.closed && question_.closed(block, i))) continue;
      Settled next = settled;
      if (!mayLeave(block, i, next)) continue;
      if (auto assumed = assumption(block, i)) {
        auto [known, isNew] = next.try_emplace(assumed->first, assumed->second);
        if (!isNew && known->second != assumed->second) continue;
      }
      enter(step, block.successors[i], std::move(next), decides ? std::optional(Branch{&block, i}) : std::nullopt,
            nullptr);
    }
    return std::nullopt;
  }

  Way wayTo(std::size_t last, const facts::OpT *end, const facts::OpT *thrower) const {
    Way way;
    way.end = end;
    way.thrower = thrower;
    for (std::size_t i = last; i != none; i = steps_[i].before) {
      if (steps_[i].branch) way.branches.push_back(*steps_[i].branch);
      if (steps_[i].thrower && !way.thrower) way.thrower = steps_[i].thrower;
    }
    std::reverse(way.branches.begin(), way.branches.end());
    return way;
  }

  const Function &function_;
  const FeasibleWay &question_;
  std::int32_t loop_ = -1;  // around the start
  std::vector<Step> steps_;
  std::set<std::pair<std::int32_t, Settled>> seen_;
};
}  // namespace

std::optional<Way> findFeasibleWay(const Function &function, const facts::OpT &from, const FeasibleWay &question) {
  return Search(function, question).from(from);
}

}  // namespace cotidy
