// BackOff.h: waits that take more time with each attempt: one that spins before it sleeps, one with a timeout that grows.
#pragma once
#include "analysis/Calls.h"

namespace cotidy {

/// Does the function only count and pause the processor, and sleeps when it has counted far? Who spins waits for something
/// short, and mostly never sleeps.
bool backsOff(const Calls &calls, const Function &function, const facts::OpT &sleep);

/// Does the handler make the timeout longer that the wait in its `try` was given? Then it is that wait which has given up.
bool waitsLonger(const Calls &calls, const Function &function, const facts::HandlerT &handler);

}  // namespace cotidy
