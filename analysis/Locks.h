// Locks.h: which mutexes are held where, and who does long work under one.
#pragma once
#include "analysis/Effects.h"

namespace cotidy {

/// Blocking work that some function does while it holds a mutex.
struct LongHold {
  FunctionId function;
  const facts::OpT *op;        // the work
  Effect effect;
};

class Locks {
public:
  explicit Locks(const Effects &effects);

  /// Places (fields, globals) of mutexes under which somebody blocks, with the first such place.
  const std::map<std::string, LongHold> &longHolds() const { return longHolds_; }
  /// How running the operation takes the mutex: the way down to the lock. Empty where it does not.
  std::vector<std::pair<FunctionId, const facts::OpT *>> acquisition(const Function &function, const facts::OpT &op,
                                                                    const std::string &mutex) const;
  /// The mutexes that the operation locks itself.
  std::vector<std::string> acquired(const Function &function, const facts::OpT &op) const;

private:
  void findHolds(const Function &function);
  void summarise(const std::string &mutex);
  using Guards = std::map<std::int32_t, std::vector<std::string>>;  // local guard -> its mutexes
  std::vector<std::string> released(const Function &function, const facts::OpT &op, const Guards &guards) const;

  const Effects &effects_;
  const Calls &calls_;
  const Program &program_;
  std::map<std::string, LongHold> longHolds_;
  std::map<std::string, std::map<FunctionId, const facts::OpT *>> takes_;  // mutex -> function -> the op that takes it, or leads there
};

}  // namespace cotidy
