// PoolTasks.h: which functions run as tasks of which pool. A pool is known by its place: a member of a class, a global, a
// local that closures capture, or a parameter that is passed on.
#pragma once
#include "analysis/LockPlaces.h"
#include "analysis/Spawns.h"

namespace cotidy {

class PoolTasks {
public:
  PoolTasks(const Calls &calls, const Spawns &spawns);

  /// The spawn by which the function, called as it is, runs as a task of the pool that `pool` is in it; null where that is
  /// not known. `chain`: the calls from the task's body down to the function.
  const Spawn *runsOn(const Function &function, std::int32_t pool,
                      std::vector<std::pair<FunctionId, const facts::OpT *>> &chain) const;
  const LockPlaces &places() const { return places_; }

private:
  struct Asked {
    const Function *function;
    std::string path;
  };
  const Spawn *search(Asked start, std::vector<std::pair<FunctionId, const facts::OpT *>> &chain) const;
  bool isSame(const Asked &asked, const Spawn &spawn) const;

  const Calls &calls_;
  const Spawns &spawns_;
  const LockPlaces places_;
  std::map<FunctionId, std::vector<const Spawn *>> startedBy_;
  std::map<FunctionId, std::vector<std::pair<FunctionId, const facts::OpT *>>> callers_;
};

/// Is what the operation waits for (or takes the result of) the work that `spawn` started: its future, a container that
/// the future was put into, a latch or flag that the work refers to?
bool waitsForSpawn(const Function &function, const facts::OpT &wait, const Spawn &spawn);

}  // namespace cotidy
