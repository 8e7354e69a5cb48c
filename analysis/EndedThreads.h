// EndedThreads.h: threads that have said that they end: who joins one of them waits for a few instructions.
#pragma once
#include "analysis/Effects.h"

namespace cotidy {

/// Does the way to a join lead through a question for a flag that a thread sets as the last thing it does? Thus finished
/// workers are gathered: `if (worker.done) worker.thread.join();`.
bool joinsEndedThread(const Calls &calls, const std::vector<Witness> &chain);

}  // namespace cotidy
