// Guards.h: operations that only run where the caller says so, by a truth value that it passes: `stop(false)`.
#pragma once
#include "analysis/Calls.h"

namespace cotidy {

/// Does it hang on a parameter of its function whether the operation runs?
bool hangsOnParameter(const Calls &calls, const Function &function, const facts::OpT &op);
/// Does the call pass a constant with which its target never gets to this operation?
bool passesItBy(const Calls &calls, const Function &caller, const CallSite &call, const Function &target,
                const facts::OpT &op);

}  // namespace cotidy
