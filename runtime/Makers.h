// Makers.h: which place made a thread: two pools of one library run the same code, and differ only in who made them.
#pragma once
#include "runtime/Sites.h"

#include <pthread.h>

namespace cotidy::runtime {

void rememberMaker(pthread_t thread, ThreadSite *site);

/// Null for the first thread, and where too many others came.
const ThreadSite *makerOf(pthread_t thread);

/// In a forked child: its one thread was made by nobody there.
void forgetMakers();

}  // namespace cotidy::runtime
