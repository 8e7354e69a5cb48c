// CountedElements.h: elements that count their users, and are removed by the last one: `if (--entry.users == 0) erase(id);`.
#pragma once
#include "analysis/Program.h"

namespace cotidy {

/// Does it hang on a count, which the function has just changed in an object that it looked up, whether the operation runs?
bool runsForLastUser(const Function &function, const facts::OpT &op);

}  // namespace cotidy
