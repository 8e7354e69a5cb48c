// Locks.h: the held locks of every function, who does long work under one, and who takes it.
#pragma once
#include "analysis/HeldLocks.h"

namespace cotidy {

/// Blocking work that some function does while it holds a mutex.
struct LongHold {
  FunctionId function;
  const facts::OpT *op;        // the work
  Effect effect;
  Hold hold;
};

class Locks {
public:
  explicit Locks(const Effects &effects);

  /// What may be held when the operation begins.
  const HeldLocks::State &before(const facts::OpT *op) const;
  /// What may be held when the operation begins, and still is when it ends.
  const HeldLocks::State &throughout(const facts::OpT *op) const;
  /// The problem itself, for those who look for a path.
  HeldLocks problem(const Function &function) const;
  /// Where it was taken; null where it was held from the beginning.
  const facts::OpT *taken(const Function &function, const Hold &hold) const;
  /// A callee's mutex in the words of its caller; empty where it cannot be said.
  std::string rebased(const std::string &mutex, const Function &caller, const facts::OpT &call) const {
    return places_.rebased(mutex, caller, call);
  }
  /// A name that is equal in all functions; empty where the mutex has none.
  std::string identity(const Function &function, const Hold &hold) const;
  /// The name that people gave it; empty where it has none.
  std::string name(const Function &function, const Hold &hold) const;
  /// Functions that hold a lock somewhere.
  const std::vector<FunctionId> &holders() const { return holders_; }

  /// Mutexes by identity, with all the blocking work that is done under them, in order.
  const std::map<std::string, std::vector<LongHold>> &longHolds() const { return longHolds_; }
  /// How running the operation takes the mutex: the way down to the lock. Empty where it does not.
  std::vector<std::pair<FunctionId, const facts::OpT *>> acquisition(const Function &function, const facts::OpT &op,
                                                                     const std::string &mutex) const;
  /// Does the function, or one that it calls, take this mutex, under which others work long?
  bool takes(FunctionId function, const std::string &mutex) const;
  /// May the operation itself wait for this mutex?
  bool takesHere(const facts::OpT *op, const std::string &mutex) const;

private:
  void findEntries();
  void findSummaries();
  void findHolds();
  void noteWork(const Function &function, const facts::OpT &op, const HeldLocks::State &before);
  void noteTaken(const Function &function, const facts::OpT &op, const HeldLocks &problem,
                 const HeldLocks::State &before);
  bool givenBackMeanwhile(const Function &function, const facts::OpT &op, Effect effect, const Hold &hold) const;
  LockSummary summarise(const Function &function) const;
  void findTakers(const std::string &mutex);

  const Effects &effects_;
  const Calls &calls_;
  const Program &program_;
  LockPlaces places_;
  std::vector<LockSummary> summaries_;
  LockSteps steps_;
  std::vector<HeldLocks::State> entries_;                            // by function: what is held when it begins
  std::vector<FunctionId> holders_;
  std::unordered_map<const facts::OpT *, HeldLocks::State> before_;      // where something is held
  std::unordered_map<const facts::OpT *, HeldLocks::State> throughout_;  // where that is less than before
  std::map<std::string, std::vector<LongHold>> longHolds_;
  std::unordered_map<const facts::OpT *, std::set<std::string>> taken_;  // op -> identities that it waits for itself
  std::map<std::string, std::set<FunctionId>> takenIn_;  // identity -> functions with such an op
  std::map<std::string, std::map<FunctionId, const facts::OpT *>> takers_;  // … or that lead there
};

}  // namespace cotidy
