// Relocks.h: a mutex that the thread holds already is taken again, here or further down a chain of calls: the thread waits
// for itself. Said only where it is surely held and surely the same mutex.
#pragma once
#include "analysis/Locks.h"

namespace cotidy {

struct Relock {
  const facts::OpT *op;  // the operation that leads there
  Hold hold;
  std::vector<std::pair<FunctionId, const facts::OpT *>> way;  // from the operation down to the one that takes it again
  bool back = false;  // by the reference that an element of a list has to the owner of the list
};

/// Is what the operation takes a mutex that its owner may take again, or an object of the program that is locked by one?
bool isRecursive(const Program &program, const Function &function, const facts::OpT &taking);

class Relocks {
public:
  Relocks(const Calls &calls, const Locks &locks);

  /// At most one for each operation, in order.
  std::vector<Relock> of(const Function &function) const;

private:
  /// An operation that waits until it has a mutex.
  struct Taking {
    const facts::OpT *op;
    std::string mutex;  // in the words of its function
    bool shared;  // for reading only
  };
  using Frames = std::vector<std::pair<FunctionId, const facts::OpT *>>;  // calls that are under way, outermost first

  const std::vector<Taking> &takings(const Function &function) const;
  bool retakes(const Function &function, const facts::OpT &op, const Hold &hold, Relock &found) const;
  bool descend(const Hold &hold, bool shared, Frames &frames, std::set<FunctionId> &seen, Relock &found) const;
  std::optional<FunctionId> onlyTarget(const Function &function, const facts::OpT &op) const;
  std::string lifted(std::string mutex, const Frames &frames) const;
  bool comesBack(const Hold &hold, const std::string &mutex, const Frames &frames) const;
  bool unlocksCallers(const Function &function, const facts::OpT &op) const;
  bool isSure(const Function &function, const Hold &hold) const;
  bool takesPlainly(const Function &function, const facts::OpT &op, const Hold &hold) const;
  bool hangsOnCaller(const Function &function, const facts::OpT &op, const Function &caller) const;

  const Calls &calls_;
  const Program &program_;
  const Locks &locks_;
  const LockPlaces places_;
  mutable std::map<FunctionId, std::vector<Taking>> takings_;
  mutable std::set<FunctionId> givesBack_;  // of those: they give back a lock that their caller has
};

}  // namespace cotidy
