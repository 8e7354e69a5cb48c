// Waiting.h: may a function wait for work that it has started, or take it back? For what neither a model nor a body tells.
#pragma once
#include "analysis/CallableEscapes.h"
#include "checks/support/Places.h"

namespace cotidy {

/// `used`: the variables of the function that the work refers to.
bool mayWaitFor(const Analysis &analysis, const Function &function, const CallableEscape &escape,
                const std::vector<std::int32_t> &used);

/// Does an await have nothing to do with the work that `start` started? It awaits a task of something else, which was made
/// of nothing that the work has.
bool awaitsSomethingElse(const Analysis &analysis, const Function &function, const facts::OpT &op,
                         const facts::OpT &start, const std::vector<std::int32_t> &used);

}  // namespace cotidy
