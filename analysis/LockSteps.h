// LockSteps.h: what one operation does to locks, as a list of simple steps: from the models, from the types (guards, and
// what holds guards), and from the summaries of the functions that it calls.
#pragma once
#include "analysis/Effects.h"
#include "analysis/LockPlaces.h"

namespace cotidy {

struct LockStep {
  enum Kind : std::uint8_t {
    Acquire,  // `mutex` is held, and `guard` gives it back; without a guard it was locked by hand
    Defer,  // `guard` knows `mutex` and does not hold it
    Adopt,  // `guard` gives back what is held already
    Release,  // of `guard`, or of `mutex`
    Dismiss,  // `guard` forgets what it holds, and it stays held
    Move,  // what `from` holds is now `guard`'s; without a guard it went out of sight
    Die,  // `guard` is destroyed
    Ask  // `condition` tells whether `guard` holds something
  } kind;
  std::string mutex, guard, from;
  std::int32_t condition = -1;  // Acquire: only where this value is true …
  bool zero = false;  // … or zero
  bool thread = true;  // Adopt: surely a mutex that keeps a thread
};

/// What calling a function does to locks that its caller can name.
struct LockSummary {
  struct Taken {
    std::string mutex, guard;  // in the callee's words; guard "result": the value that it returns
    bool ifTrue = false;  // where it returns true
    bool operator==(const Taken &) const = default;
  };
  std::vector<Taken> taken;
  std::vector<std::string> released;
  bool empty() const { return taken.empty() && released.empty(); }
  bool operator==(const LockSummary &) const = default;
};

class LockSteps {
public:
  LockSteps(const Effects &effects, const LockPlaces &places, const std::vector<LockSummary> &summaries);

  std::vector<LockStep> of(const Function &function, const facts::OpT &op) const;
  /// A type that a model calls a lock: it gives back in its destructor what it holds.
  bool isGuard(Type type) const;
  /// optional<unique_lock>, unique_ptr<lock_guard>, vector<unique_lock>.
  bool holdsGuards(Type type) const;
  /// A mutex or guard that suspends the task and not the thread.
  bool isAsync(Type type) const;

private:
  struct Site {
    const Function &function;
    const facts::OpT &op;
    std::vector<LockStep> &steps;
  };
  void addModelled(const Site &site, Locking locking) const;
  void addAcquired(const Site &site, LockStep::Kind kind, const LockStep &how) const;
  void addByHand(const Site &site, LockStep::Kind kind, const LockStep &how) const;
  void addGuardCalls(const Site &site) const;
  void addDependent(const Site &site) const;
  void addHolderCalls(const Site &site) const;
  void addArguments(const Site &site) const;
  void addSummaries(const Site &site) const;
  void addOwnMutex(const Site &site, FunctionId target) const;
  bool makesGuard(const Site &site) const;
  void addDestructor(const Site &site) const;
  const std::vector<std::string> &releasedInDestructor(const Function &function, Type type) const;
  std::vector<std::int32_t> mutexArguments(const Site &site) const;

  const Effects &effects_;
  const Calls &calls_;
  const Program &program_;
  const LockPlaces &places_;
  const std::vector<LockSummary> &summaries_;
};

}  // namespace cotidy
