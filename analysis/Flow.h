// Flow.h: forward dataflow over one function. A problem says what an operation does to a state and how two states join;
// the engine walks blocks, branches and exceptions until nothing changes. Way: a shortest path for the notes of a finding.
#pragma once
#include "analysis/Program.h"

#include <deque>
#include <functional>
#include <set>

namespace cotidy {

/// May the operation leave by an exception? An unknown callee may.
bool mayThrow(const Function &function, const facts::OpT &op);

/// A forward problem. Needed:
///   using State = …;                                    // copyable, ==
///   State start() const;                                // at the function's entry
///   State after(const facts::OpT &op, State) const;     // what the operation does
///   State join(const State &, const State &) const;     // where two ways meet; must reach a fixed point
/// Optional:
///   std::optional<State> along(const facts::BlockT &, std::size_t successor, State) const;  // a branch; none: not taken
///   State thrown(const facts::OpT &op, const State &before) const;  // what holds in the handler when the operation throws;
///                                                                   // without it: join(before, after)
template <class Problem> class Flow {
public:
  using State = typename Problem::State;

  Flow(const Function &function, const Problem &problem) : function_(function), problem_(problem) { run(); }

  /// Calls `visit(op, state before it)` for each reachable operation, in block order, entry first.
  template <class Visit> void forEach(Visit visit) const {
    for (const facts::BlockT *block : function_.blocks()) {
      auto entry = entry_.find(block->id);
      if (entry == entry_.end()) continue;
      State state = entry->second;
      for (const auto &op : block->ops) {
        visit(*op, std::as_const(state));
        state = problem_.after(*op, std::move(state));
      }
    }
  }
  /// Where the function ends without an exception; none where it never does.
  std::optional<State> atExit() const { return at(function_.body().exit); }
  /// At the start of a block.
  std::optional<State> at(std::int32_t block) const {
    auto entry = entry_.find(block);
    return entry == entry_.end() ? std::nullopt : std::optional<State>(entry->second);
  }

private:
  void run() {
    // Each join only grows a state; the limit is for a problem whose states do not.
    std::size_t budget = 64 * (function_.blocks().size() + 1);
    push(function_.body().entry, problem_.start());
    while (!todo_.empty() && budget-- > 0) {
      const facts::BlockT *block = function_.block(todo_.front());
      todo_.pop_front();
      if (block) leave(*block, through(*block));
    }
  }

  State through(const facts::BlockT &block) {
    State state = entry_.at(block.id);
    for (const auto &op : block.ops) {
      State next = problem_.after(*op, state);
      if (op->try_ >= 0 && mayThrow(*op)) push(op->try_, thrown(*op, state, next));
      state = std::move(next);
    }
    return state;
  }

  void leave(const facts::BlockT &block, const State &state) {
    for (std::size_t i = 0; i < block.successors.size(); ++i) {
      if (block.successors[i] < 0 || block.infeasible[i]) continue;
      if constexpr (requires { problem_.along(block, i, state); }) {
        if (std::optional<State> taken = problem_.along(block, i, state)) push(block.successors[i], *taken);
      } else {
        push(block.successors[i], state);
      }
    }
  }

  State thrown(const facts::OpT &op, const State &before, const State &after) const {
    if constexpr (requires { problem_.thrown(op, before); })
      return problem_.thrown(op, before);
    else
      return problem_.join(before, after);
  }

  bool mayThrow(const facts::OpT &op) const { return cotidy::mayThrow(function_, op); }

  void push(std::int32_t block, const State &state) {
    auto [entry, isNew] = entry_.try_emplace(block, state);
    if (!isNew) {
      State joined = problem_.join(entry->second, state);
      if (joined == entry->second) return;
      entry->second = std::move(joined);
    }
    todo_.push_back(block);
  }

  const Function &function_;
  const Problem &problem_;
  std::map<std::int32_t, State> entry_;  // by block id
  std::deque<std::int32_t> todo_;
};

/// The blocks that control may come to from the start of `block`, it included; none that lie behind `barrier` only.
std::set<std::int32_t> reachableFrom(const Function &function, std::int32_t block, std::int32_t barrier = -1);
/// The block that holds the operation; none for an operation of another function.
const facts::BlockT *blockOf(const Function &function, const facts::OpT &op);
/// May control come back to the operation? Not in a loop that is left after its first round, nor in `do { … } while (false)`.
bool comesBack(const Function &function, const facts::OpT &op);

/// A branch that a way takes: the block that ends in a condition, and which successor (0: the condition holds).
struct Branch {
  const facts::BlockT *block;
  std::size_t successor;
};

/// A shortest way through the function. `ends` says where it may end (null: at the exit), `blocked` which operations it
/// must not meet. The operation `from` itself is not asked. None where there is no such way.
struct Way {
  std::vector<Branch> branches;
  const facts::OpT *end = nullptr;  // null at the exit
  const facts::OpT *thrower = nullptr;  // the last operation that left by an exception, if one did
};
struct WayQuestion {
  std::function<bool(const facts::OpT &)> blocked;
  std::function<bool(const facts::OpT &)> ends;  // empty: the function's exit
  bool exceptions = false;  // an operation that may throw leads to its handler, or out
};
std::optional<Way> findWay(const Function &function, const facts::OpT *from, const WayQuestion &question);

}  // namespace cotidy
