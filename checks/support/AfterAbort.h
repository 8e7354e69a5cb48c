// AfterAbort.h: when an object dies, its timers and sockets give their operations up, and the handlers run with an error.
// Does a handler use the object all the same?
#pragma once
#include "analysis/Analysis.h"

namespace cotidy {

/// False where the handler is not told of errors by an error code.
bool usesObjectWhenAborted(const Analysis &analysis, const Function &handler);

}  // namespace cotidy
