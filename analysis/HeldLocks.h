// HeldLocks.h: which locks may be held at each operation of one function: a problem for Flow. A path on which one is held
// suffices.
#pragma once
#include "analysis/Flow.h"
#include "analysis/LockSteps.h"

namespace cotidy {

struct Hold {
  std::string mutex;  // its path; empty where only the guard is known
  std::string guard;  // the path of what gives it back; empty: locked by hand
  std::int32_t taken = -1;  // which of Function::ops took it; -1: held from the beginning
  std::int32_t condition = -1;  // held only where this value is true …
  bool zero = false;  // … or zero

  auto operator<=>(const Hold &) const = default;
};

class HeldLocks {
public:
  using State = std::set<Hold>;

  /// `entry`: what is held when the function begins.
  HeldLocks(const Function &function, const LockSteps &steps, State entry);

  State start() const { return entry_; }
  State after(const facts::OpT &op, State state) const;
  State join(const State &a, const State &b) const;
  std::optional<State> along(const facts::BlockT &block, std::size_t successor, State state) const;
  State thrown(const facts::OpT &op, const State &before) const;

  /// Does the function take, give back or get any lock?
  bool any() const { return any_; }
  /// Paths that the operation gives back without having taken them here.
  std::vector<std::string> releasedForOthers(const facts::OpT &op, const State &before) const;

private:
  void apply(const facts::OpT &op, const LockStep &step, State &state) const;
  void adopt(const facts::OpT &op, const LockStep &step, State &state) const;
  void acquire(const facts::OpT &op, const LockStep &step, State &state) const;
  void leaveTry(std::int32_t dispatch, State &state) const;
  void endTemporaries(const facts::OpT &op, State &state) const;
  void assume(std::int32_t value, bool holds, bool direct, State &state) const;
  void assumeResult(std::int32_t value, bool holds, State &state) const;
  std::int32_t position(const facts::OpT &op) const;

  const Function &function_;
  State entry_;
  bool any_ = false;
  std::unordered_map<const facts::OpT *, std::vector<LockStep>> steps_;
  std::unordered_map<const facts::OpT *, std::int32_t> positions_;
  std::map<std::string, std::set<std::string>> deferred_;  // guard -> the mutexes that it was made with
  std::map<std::int32_t, std::string> asks_;  // value -> the guard that it asks
};

}  // namespace cotidy
