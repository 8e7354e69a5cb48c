// Spawns.h: where a function hands work to other threads, piece by piece: tasks of pools, threads, coroutines that are
// started. And how often it does so: once, or once for each element of some data.
#pragma once
#include "analysis/Effects.h"

namespace cotidy {

/// Threads that tasks take turns on, and that are no loops.
bool isPool(Thread thread);

/// One call that starts one piece of work.
struct Spawn {
  const Function *function = nullptr;
  const facts::OpT *op = nullptr;
  Invocation::As as = Invocation::PoolTask;   // PoolTask, Task or ThreadEntry
  Thread thread = Thread::Unknown;
  std::string by;                             // "boost::asio::post", "std::thread": for messages
  std::vector<FunctionId> bodies;             // what it runs; empty where that is not known
  std::int32_t executor = -1;                 // the pool or executor that takes it; -1: none is named
  bool home = false;                          // a pool of the program itself, known by what its code does
};

/// A pool of the program itself: a class that has threads, and a method that puts what it is given into a queue.
/// Does the function put this parameter (or something made from it) into a queue of an object that has threads? `object`: what
/// it is called on, as far as the caller knows.
bool enqueues(const Calls &calls, const Function &function, std::int32_t parameter, Type object = {});
/// Is it a thread, or does it hold threads?
bool holdsThreads(const Models &models, Type type, unsigned depth = 0);

class Spawns {
public:
  explicit Spawns(const Calls &calls);
  const std::vector<Spawn> &all() const { return all_; }
  /// The spawn that this operation is; null for none.
  const Spawn *at(const facts::OpT *op) const;
  /// What handing this piece of work over takes, in nanoseconds; none where nobody knows.
  std::optional<double> dispatch(const Spawn &spawn) const;
  /// Does the await leave its thread for a pool, or does it await work that is done there?
  bool movesToPool(const Function &function, const facts::OpT &await) const;

private:
  void addModelled(const Function &function, const CallSite &site,
                   const std::map<const facts::OpT *, std::vector<const Deferred *>> &deferred);
  void addOwn(const Function &function, const CallSite &site);
  void addDerivedThread(const Function &function, const CallSite &site);

  const Calls &calls_;
  std::vector<Spawn> all_;
  std::map<const facts::OpT *, std::size_t> at_;
};

/// How an operation comes to run many times.
struct Repetition {
  enum Kind : std::uint8_t {
    Container,  // once per element of a container or range
    Count,  // so many times as a variable says
    Constant,  // so many times as a constant says
    Reading,  // until a source has no more
    Endless,
  } kind = Count;
  const Function *function = nullptr;  // where it is repeated: the operation's own function, or one that calls that
  std::int32_t loop = -1;  // the loop there; -1: an algorithm calls it for each element
  const facts::OpT *op = nullptr;  // in `function`: the operation itself, or the call that leads to it
  std::string over;  // what it runs over, as people call it; may be empty
  std::int32_t subject = -1;  // the value behind `over`
  std::int64_t count = 0;  // of a Constant
};

class Repetitions {
public:
  explicit Repetitions(const Calls &calls);
  /// None where it is not repeated, where each round takes a whole chunk, or where the count is known to be small.
  std::optional<Repetition> of(const Function &function, const facts::OpT &op) const;

private:
  std::optional<Repetition> own(const Function &function, const facts::OpT &op) const;
  const Calls &calls_;
  struct Caller {
    FunctionId function;
    const facts::OpT *op;
    bool repeated;
  };
  std::map<FunctionId, std::vector<Caller>> callers_;
};

/// Does the value depend on something that the loop writes, such as its own variable?
bool variesIn(const Function &function, std::int32_t value, std::int32_t loop);

/// The container that `while (!queue.empty())` takes an element from in each round; -1 for none.
std::int32_t drainedBy(const Function &function, std::int32_t loop);

/// Is the repeated operation given something that changes with each round? Where nothing does, the rounds count workers.
bool takesItem(const Repetition &repetition);

}  // namespace cotidy
