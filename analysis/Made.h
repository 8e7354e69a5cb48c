// Made.h: one walk back from a value to the operation that made it, through the names and coats that it has got since.
#pragma once
#include "analysis/Program.h"

namespace cotidy {

struct Made {
  const facts::OpT *by = nullptr;  ///< the call, closure or construction; null for a parameter, a literal or in doubt
  std::int32_t from = -1;  ///< the value that the walk ended at
};

/// Back through moves, copies and conversions (`std::function f = lambda`), and variables that are given one value.
Made madeBy(const Function &function, std::int32_t value);

/// The lambda behind an argument, also where the callee takes a `std::function` or another coat of it; null if none is.
const facts::OpT *closureBehind(const Function &function, std::int32_t value);

/// The one operation that gives the variable its value. Null where there are several, or where it may be set again by a
/// call of `operator=`, as in `f = f.then(…)`: for a class that is a call, and no write.
const facts::OpT *onlyWrite(const Function &function, std::int32_t variable);

/// The pointer, plain or smart, through which an object is reached, as in `reader_->join()`; else the object itself.
std::int32_t heldBy(const Function &function, std::int32_t object);

}  // namespace cotidy
