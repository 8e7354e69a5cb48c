// ThreadStarts.h: loops that wait until a thread that was just made runs, which is a matter of microseconds.
#pragma once
#include "analysis/Calls.h"

namespace cotidy {

/// Does the loop look at nothing but what the body of a thread, which this function makes, sets before all its work?
bool waitsForThreadStart(const Calls &calls, const Function &function, std::int32_t loop);

}  // namespace cotidy
