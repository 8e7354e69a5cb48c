// LockedDestructors.h: destructors that take a lock which is held where they run. The object is destroyed by a scope's
// end, by `delete`, or by a container or smart pointer that lets go of it.
#pragma once
#include "analysis/Locks.h"

namespace cotidy {

class LockedDestructors {
public:
  LockedDestructors(const Calls &calls, const Locks &locks) : calls_(calls), program_(calls.program()), locks_(locks) {}

  /// The destructor that the operation may run and that takes this mutex (an identity); none where there is no such one.
  std::optional<FunctionId> runs(const Function &function, const facts::OpT &op, const std::string &mutex) const;

private:
  std::optional<FunctionId> taking(const Function &function, Type type, const std::string &mutex, unsigned depth) const;
  bool takes(FunctionId function, const std::string &mutex) const;

  const Calls &calls_;
  const Program &program_;
  const Locks &locks_;
};

}  // namespace cotidy
