// RetriedAtOnce.h: a C call that says "not now" (EAGAIN), and is made again at once.
#pragma once
#include "analysis/Analysis.h"

namespace cotidy {

/// The call in the loop that is repeated as soon as `errno == EAGAIN` was seen, with neither a pause nor a change to what
/// the loop asks in between; null for none.
const facts::OpT *retriedAtOnce(const Analysis &analysis, const Function &function, std::int32_t loop);

}  // namespace cotidy
