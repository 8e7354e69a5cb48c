// SleepFix.h: replaces a sleep of the thread by the library's own timer.
#pragma once
#include "checks/support/Roots.h"

namespace cotidy {

/// The fix for `sleep` in this root; empty where the library has none, or where a suspension is not allowed.
std::vector<Fix> sleepFixes(const Analysis &analysis, const Root &root, const facts::OpT &sleep);

}  // namespace cotidy
