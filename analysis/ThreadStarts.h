// ThreadStarts.h: what of a thread's body comes at once; and loops that wait until a thread that was just made runs, which is
// a matter of microseconds.
#pragma once
#include "analysis/Calls.h"

namespace cotidy {

/// A loop, or a call that may block, or that leads to either: who knows how long it takes. `depth` is for itself.
bool takesLong(const Calls &calls, const Function &function, const facts::OpT &op, unsigned depth = 0);
/// Does the loop look at nothing but what the body of a thread, which this function makes, sets before all its work?
bool waitsForThreadStart(const Calls &calls, const Function &function, std::int32_t loop);

}  // namespace cotidy
