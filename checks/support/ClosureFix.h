// ClosureFix.h: how a coroutine gets captures of its own: the closure as an explicit object parameter by value, or what the
// library has for it.
#pragma once
#include "checks/support/Places.h"

namespace cotidy {

struct ClosureRemedy {
  std::string text;  // the end of a message: "give it …"
  std::vector<Fix> fixes;
};

/// For the lambda that `closure` makes, whose call operator is `coroutine`.
ClosureRemedy closureRemedy(const Analysis &analysis, const Function &function, const facts::OpT &closure,
                            const Function &coroutine);

}  // namespace cotidy
