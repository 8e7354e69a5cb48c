// SignalHandlers.h: handlers that run when somebody sends the process a signal: to end, or to read its settings again.
#pragma once
#include "checks/support/Roots.h"

namespace cotidy {

/// Does the function run only on such a signal? That is hardly ever, and those who wait then wait for a moment once.
bool handlesSignal(const Analysis &analysis, const Root &root);

}  // namespace cotidy
