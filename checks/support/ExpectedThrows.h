// ExpectedThrows.h: calls that are there to fail. What they would give is not meant to be used.
#pragma once
#include "checks/support/Places.h"

namespace cotidy {

/// Is the task made by a call that a test expects to throw, by a macro or inside a lambda that a function of the test runs?
bool expectedToThrow(const Analysis &analysis, const Function &function, const LostTask &lost);

/// Does a test try what happens here, with a macro that catches what it throws, or that lets it end a process of its own?
bool triedByMacro(const Analysis &analysis, const Function &function, const facts::OpT &op);

/// Is the function called in death tests, and nowhere else?
bool onlyDies(const Analysis &analysis, const Function &function);

}  // namespace cotidy
