// OuterFrames.h: what a lambda captured by reference belongs to a function further out, which may be gone first.
#pragma once
#include "analysis/Analysis.h"

#include <unordered_map>

namespace cotidy {

/// The lambdas, by the key of their closures: where they are made.
using Makers = std::unordered_map<std::string_view, std::pair<const Function *, const facts::OpT *>>;

/// The function whose variable a reference capture of the lambda is, where that variable dies before the task that the
/// lambda gives is done: `do_with(x, [&](auto &x) { return read(x).then([&] { use(parameter); }); })`. Null otherwise.
const Function *frameThatEndsFirst(const Analysis &analysis, const Makers &makers, const Function &lambda,
                                   std::int32_t capture);

}  // namespace cotidy
