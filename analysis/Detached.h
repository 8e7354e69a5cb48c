// Detached.h: work that is started and let go, where that is a mistake: its error is lost, or it outlives what it uses.
#pragma once
#include "analysis/Contexts.h"
#include "analysis/Errors.h"

namespace cotidy {

struct Detached {
  enum Why : std::uint8_t { ErrorIsLost, OperationFails, LoopEnds, OutlivesState } why;
  FunctionId function;  // where it is let go
  const facts::OpT *op;
  FunctionId body;  // what runs
  std::vector<std::pair<FunctionId, Escape>> error;  // ErrorIsLost: from the body down to the throw
  std::string subject;  // OperationFails, LoopEnds: the operation that fails; OutlivesState: what is used
  FunctionId useIn = 0;
  const facts::OpT *use = nullptr;
  bool ownThread = true;  // OutlivesState: a thread, not a task that others run
  bool ownsConnection = false;  // the task ends with a connection of its own, which is what its errors tell of
};

/// Does it, or what it calls, tell somebody: a promise, a latch, a condition variable?
bool tellsWhenDone(const Calls &calls, FunctionId function);

/// Work that is let go and catches its errors, owns what it uses or reports that it is done is not among them.
std::vector<Detached> detachedWork(const Calls &calls, const Contexts &contexts);

}  // namespace cotidy
