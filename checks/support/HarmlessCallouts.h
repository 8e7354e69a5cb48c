// HarmlessCallouts.h: code of others that runs under a lock, and most probably does not come back for it.
#pragma once
#include "analysis/Analysis.h"

namespace cotidy {

/// Why what is called may be harmless as the program is: all listeners or own hooks are seen, and none comes back; what is
/// called is asked, and not told; or those who come back are turned away. A clause for the message; empty where nothing says so.
std::string_view whyHarmless(const Analysis &analysis, const Function &function, const HeldLocks::State &held,
                             const facts::OpT &op, const Callout &leaf);

}  // namespace cotidy
