// AwaitFix.h: the word that is missing: `co_await` in a coroutine, `return` in a continuation.
#pragma once
#include "checks/support/TaskWords.h"

namespace cotidy {

/// Awaits the task where it is made; empty where the language, the coroutine's promise or a macro does not allow it.
/// `declaration`: the declaration of the variable that holds the task so far; null where none does.
std::vector<Fix> awaitFixes(const Analysis &analysis, const Function &function, const MadeTask &task,
                            const facts::OpT *declaration);
/// Returns the task from the lambda, where that is its last statement and who calls it awaits what it returns.
std::vector<Fix> returnFixes(const Analysis &analysis, const Function &function, const MadeTask &task);

}  // namespace cotidy
