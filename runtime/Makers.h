// Makers.h: which place made a thread: two pools of one library run the same code, and differ only in who made them.
#pragma once
#include "runtime/Sites.h"

#include <pthread.h>

namespace cotidy::runtime {

void rememberMaker(pthread_t thread, ThreadSite *site);

/// Of the calling thread; null for the first one, and where too many others came.
const ThreadSite *maker();

/// In a forked child: its one thread was made by nobody there.
void forgetMakers();

}  // namespace cotidy::runtime
