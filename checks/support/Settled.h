// Settled.h: continuations that are over before their function is, although nobody waits for them.
#pragma once
#include "analysis/CallableEscapes.h"
#include "checks/support/Places.h"

namespace cotidy {

/// The chain of futures that `start` continues begins with one that was made ready, so that the continuation runs at once;
/// or with a promise that is a local of this function and dies before `used` does, and takes the continuation with it.
bool settlesBefore(const Analysis &analysis, const Function &function, const facts::OpT &start, std::int32_t used);

}  // namespace cotidy
