// PoolTasks.h: which functions run as tasks of which pool. A pool is known by its place: a member of a class, a global, a
// local that closures capture, or a parameter that is passed on.
#pragma once
#include "analysis/PoolHops.h"
#include "analysis/Spawns.h"

namespace cotidy {

/// How a function comes to run on a pool: a call that starts it there as a task, or the hop of a coroutine.
struct PoolStart {
  FunctionId function = 0;
  const facts::OpT *op = nullptr;
  std::string by;
  bool hop = false;
};

class PoolTasks {
public:
  PoolTasks(const Calls &calls, const Spawns &spawns);

  /// A call on the way from a task's body down to the function.
  using Chain = std::vector<std::pair<FunctionId, const facts::OpT *>>;
  /// How the function comes to be on the pool with this path when it is at `op`; none where that is not known.
  std::optional<PoolStart> runsOn(const Function &function, const facts::OpT &op, const std::string &pool,
                                  Chain &chain) const;
  /// How it comes to be on some pool, whichever: for work that it gives to its own executor.
  std::optional<PoolStart> runsOnSome(const Function &function, const facts::OpT &op) const;
  /// The calls that run the function where they stand.
  Chain callersOf(FunctionId function) const;
  const LockPlaces &places() const { return places_; }
  const PoolHops &hops() const { return hops_; }

private:
  /// Is the function, where `op` stands, on the pool that `path` means in it?
  struct Asked {
    const Function *function;
    const facts::OpT *op;
    std::string path;
  };
  std::optional<PoolStart> startOf(const Asked &asked) const;
  bool isSame(const Asked &asked, const Spawn &spawn) const;
  bool isSame(const Function &function, const std::string &one, const Function &other, const std::string &two) const;
  std::string outward(const Asked &asked, const Spawn &spawn) const;
  using Sources = std::set<std::string>;
  void addSources(const Function &function, const std::string &path, Sources &sources, unsigned depth) const;

  const Calls &calls_;
  const Spawns &spawns_;
  const LockPlaces places_;
  const PoolHops hops_;
  std::map<FunctionId, std::vector<const Spawn *>> startedBy_;
  std::map<FunctionId, Chain> callers_;
  std::map<std::string, std::vector<std::pair<FunctionId, std::int32_t>>>
      lent_;  // by field: the parameters it refers to
};

/// Is what the operation waits for (or takes the result of) the work that `spawn` started: its future, a container that
/// the future was put into, a latch or flag that the work refers to?
bool waitsForSpawn(const Function &function, const facts::OpT &wait, const Spawn &spawn);
/// Does the function give its caller what waits for it: `return pool.submit(…);`?
bool returnsSpawn(const Function &function, const Spawn &spawn);

}  // namespace cotidy
