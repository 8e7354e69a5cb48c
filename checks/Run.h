// Run.h: runs checks over an analysis and puts their findings in order.
#pragma once
#include "checks/Check.h"

namespace cotidy {

/// Findings sorted by place and rule. Equal findings (a template's instances, a header seen twice) are one; where two
/// checks speak of one statement and one yields to the other, the other speaks.
std::vector<Finding> runChecks(const Analysis &analysis, std::span<const Check *const> checks);

}  // namespace cotidy
