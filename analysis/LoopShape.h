// LoopShape.h: what the form of a loop says about its cost, beside its bound: a loop that may be left early, one that only
// tries again, one that a compiler turns into vector instructions.
#pragma once
#include "analysis/Program.h"

#include <functional>

namespace cotidy {

struct LoopShape {
  bool leavesEarly = false;  // a `break`, a `return` or a second condition
  bool retries = false;  // has no body: `while (!flag.compare_exchange_weak(…)) {}`
  bool vectorised = false;  // arithmetic on elements, or a sum of integers, and nothing else
};

/// `isFree` says of a call that nothing of it is left when it is compiled: an iterator's `++`, `size()`.
LoopShape shapeOf(const Function &function, std::int32_t loop, const std::function<bool(const facts::OpT &)> &isFree);

/// The innermost loop that the block is in, -1 for none.
std::int32_t loopOf(const facts::BlockT &block);
bool isLoopHead(const facts::BlockT &block);
/// Does the block end in a `throw`?
bool leavesByThrow(const facts::BlockT &block);

}  // namespace cotidy
