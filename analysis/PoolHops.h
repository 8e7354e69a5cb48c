// PoolHops.h: coroutines that move themselves to a pool (`co_await pool.schedule()`), and tasks that need a thread of a
// pool before they can end. A pool is known by its path (analysis/LockPlaces.h) in the words of the function.
#pragma once
#include "analysis/Calls.h"
#include "analysis/LockPlaces.h"

namespace cotidy {

/// A call that moves a coroutine, or a task, to a pool.
struct PoolHop {
  std::string pool;  ///< its path
  FunctionId function = 0;  ///< where the call stands
  const facts::OpT *op = nullptr;
  std::string by;  ///< "coro::thread_pool::schedule"
  bool operator==(const PoolHop &) const = default;
};

/// Where a coroutine is when it comes to an operation.
struct Whereabouts {
  enum Kind : std::uint8_t { Home, Moved, Unknown } kind = Home;  ///< Home: where it was started
  PoolHop hop;  ///< of Moved
  bool operator==(const Whereabouts &) const = default;
};

class PoolHops {
public:
  PoolHops(const Calls &calls, const LockPlaces &places) : calls_(calls), places_(places) {}

  Whereabouts before(const Function &function, const facts::OpT &op) const;
  /// The pools that the task behind a value surely needs: it is bound to them, or its coroutine moves there on every way.
  /// The paths are in the words of the function; the calls may stand deeper.
  std::vector<PoolHop> needs(const Function &function, std::int32_t task, unsigned depth = 0) const;

private:
  struct Moves;
  struct Needed;
  std::optional<PoolHop> hop(const Function &function, const facts::OpT &call) const;
  std::optional<PoolHop> binding(const Function &function, const facts::OpT &call) const;
  bool mayMove(const Function &function, const facts::OpT &call) const;
  std::vector<PoolHop> neededBy(const Function &coroutine, unsigned depth) const;
  std::vector<PoolHop> neededByAll(const Function &function, const facts::OpT &call, unsigned depth) const;

  const Calls &calls_;
  const LockPlaces &places_;
};

/// The coroutine whose call this is; none where it is no call of one that is known.
std::optional<FunctionId> calledCoroutine(const Calls &calls, const Function &function, const facts::OpT &call);

}  // namespace cotidy
