// OwnThread.h: who asks which thread it is on, as in `if (inLoopThread()) return run(); post(run); wait();`.
#pragma once
#include "analysis/Calls.h"

namespace cotidy {

/// Does the function ask which thread calls it, by itself or by a question of the program's own that does so?
bool asksForThread(const Calls &calls, const Function &function, unsigned depth = 0);
/// Does the operation only run where such a question was answered with "another thread"?
bool runsOnOtherThreads(const Calls &calls, const Function &function, const facts::OpT &op);

}  // namespace cotidy
