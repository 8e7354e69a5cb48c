// Pauses.h: sleeps that are none as a rule: too short for anybody to notice, or zero until somebody asks for them.
#pragma once
#include "analysis/Calls.h"

namespace cotidy {

/// Does the thread go on as good as at once? Either the time is a constant of some microseconds, or it comes from a static
/// variable that begins at zero, as a pause does that only a test or an option switches on.
bool isHardlyAPause(const Calls &calls, const Function &function, const facts::OpT &sleep);

}  // namespace cotidy
