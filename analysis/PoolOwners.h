// PoolOwners.h: objects that start threads when they are made and end them when they die: pools, runtimes, clients with a
// loop of their own. Where they are made, and how often the function around that runs.
#pragma once
#include "analysis/Contexts.h"
#include "analysis/Spawns.h"

namespace cotidy {

/// A type whose objects own threads, and that is more than a thread.
bool ownsThreads(const Models &models, Type type);

/// A library's pool, or a class that has one: made for each element of some data, there are as many pools as elements.
bool ownsPool(const Models &models, Type type);
/// What a unique or shared pointer holds; of other types: the type.
Type heldType(Type type);

/// A local variable that owns threads, and lives no longer than its function runs.
struct LocalPool {
  std::int32_t variable = -1;
  const facts::OpT *made = nullptr;  // the construction; may be null
  std::int32_t loop = -1;  // of its declaration
  bool modelled = false;  // a library's
  bool shared = false;  // in a shared pointer that is passed on: others may go on using it
};
std::vector<LocalPool> localPools(const Models &models, const Function &function);

/// Why a function runs again and again: "each run of coroutine 'price'"; empty where that is not known.
class RunsOften {
public:
  RunsOften(const Calls &calls, const Contexts &contexts, const Effects &effects);
  std::string why(const Function &function) const { return why(function, 0); }

private:
  std::string why(const Function &function, unsigned depth) const;
  struct Caller {
    FunctionId function;
    const facts::OpT *op;
    bool handler;
  };
  const Calls &calls_;
  const Contexts &contexts_;
  const Effects &effects_;
  const Repetitions repetitions_;
  std::map<FunctionId, std::vector<Caller>> callers_;
};

/// The container whose size the value is computed from; -1 for none.
std::int32_t sizeOfWhat(const Function &function, std::int32_t value);

}  // namespace cotidy
