// Held.h: held locks in words and as notes: which they are, where they were taken, on which way they are held.
#pragma once
#include "checks/support/Paths.h"

namespace cotidy {

/// "'mutex_'", "'a' and 'b'"; "a lock" where it has no name.
std::string namesOf(const Analysis &analysis, const Function &function, const HeldLocks::State &held);
/// Where the lock is taken, then the branches from there to `end` on which it stays held.
std::vector<Step> heldSteps(const Analysis &analysis, const Function &function, const Hold &hold,
                            const facts::OpT &end);
/// "coroutine 'f'", "lambda in 'f'", "'f'".
std::string nameOf(const Function &function);
/// Is there a way on which it is certainly held: taken here, unconditionally?
bool surely(const Hold &hold);
/// Is it a mutex that its owner may take again?
bool mayBeTakenAgain(const Analysis &analysis, const Function &function, const Hold &hold);

}  // namespace cotidy
