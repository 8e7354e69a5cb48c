// Settled.h: continuations that are over before their function is, although nobody waits for them.
#pragma once
#include "analysis/CallableEscapes.h"
#include "checks/support/Places.h"

namespace cotidy {

/// The chain of futures that `start` continues begins with one that was made ready, so that the continuation runs at once;
/// or with a promise that is a local of this function and dies before `used` does, and takes the continuation with it.
bool settlesBefore(const Analysis &analysis, const Function &function, const facts::OpT &start, std::int32_t used);

/// A future that nobody takes and that has nothing to tell: its chain was over when it was made, or has no link that does
/// anything, or the function turns the executor by hand that the work is on, or runs the loop, and sees for itself.
bool losesNothing(const Analysis &analysis, const Function &function, const LostTask &lost);

}  // namespace cotidy
