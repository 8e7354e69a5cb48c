// MemberTasks.h: a task kept in a member, and started anew while the old one may still run.
#pragma once
#include "checks/support/TaskWords.h"

namespace cotidy {

/// A method puts a new task into a member without looking at the one that is there; whether it may start again hangs on
/// other members, and one of these is reset by a method that leaves the task alone.
void reportRestarted(const Analysis &analysis, std::vector<Finding> &out);

}  // namespace cotidy
