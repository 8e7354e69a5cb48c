// Closures.h: the lambda behind an argument, also where the callee takes a std::function or another coat of it.
#pragma once
#include "analysis/Program.h"

namespace cotidy {

/// The operation that makes the closure; null where the value is none, or where it came from elsewhere.
const facts::OpT *closureBehind(const Function &function, std::int32_t value);

}  // namespace cotidy
