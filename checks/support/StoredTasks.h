// StoredTasks.h: a lazy task that goes into a member which nobody in the whole program looks at.
#pragma once
#include "checks/support/TaskWords.h"

namespace cotidy {

/// `pending_ = flush();`, and no method awaits, asks or hands on `pending_`: the task never runs.
void reportForgottenInMembers(const Analysis &analysis, std::vector<Finding> &out);

}  // namespace cotidy
