// ProcessEnd.h: what comes right before the end of the process holds nobody up: a last word before `abort()`, the branch of
// `fork()` that is the child.
#pragma once
#include "analysis/Program.h"

namespace cotidy {

/// Do all ways from the operation end in a call that never returns, without a suspension or another round of a loop before?
bool leadsToProcessEnd(const Function &function, const facts::OpT &op);

}  // namespace cotidy
