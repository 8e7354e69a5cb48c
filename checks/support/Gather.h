// Gather.h: how a library awaits several tasks at once: for the remedies of await-in-loop and sequential-awaits.
#pragma once
#include "checks/support/Places.h"

namespace cotidy {

/// "co_await folly::coro::collectAll(TASKS)" for a coroutine of that type; empty where no library says it.
std::string gatherText(const Analysis &analysis, const Function &function, bool bounded);

}  // namespace cotidy
