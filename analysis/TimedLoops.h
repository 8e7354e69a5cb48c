// TimedLoops.h: loops that use up the processor for as long as they are told, and mean to.
#pragma once
#include "analysis/Calls.h"

namespace cotidy {

/// Does the loop do nothing but compare the time since the function's own first look at the clock with a length that the
/// object keeps, or that is asked of another one? So load is made: for as long as a setting says. A length that stands in
/// the code, or that the caller passes, is a delay.
bool burnsTime(const Calls &calls, const Function &function, std::int32_t loop);

}  // namespace cotidy
