// BoundThreads.h: threads that are there for where they run: on one processor, or next to one node's memory.
#pragma once
#include "analysis/Analysis.h"

namespace cotidy {

/// Does the body of a thread, or a function that it calls, bind the thread to a processor or its memory to a node?
bool bindsItself(const Analysis &analysis, FunctionId body);

}  // namespace cotidy
