// ThreadMarks.h: a mark that a thread sets while it has a lock, so that those who come back under it are turned away.
#pragma once
#include "analysis/Analysis.h"

namespace cotidy {

/// Does the function touch a thread-local between taking the lock and the operation, which another one touches before it
/// takes the same lock?
bool marksItsThread(const Analysis &analysis, const Function &function, const Hold &hold, const facts::OpT &op);

}  // namespace cotidy
