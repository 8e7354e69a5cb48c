// Paths.h: a way through a function as the notes of a finding.
#pragma once
#include "analysis/Flow.h"
#include "checks/support/Places.h"

namespace cotidy {

/// One note per branch that the way takes: "the condition is false here". Branches of macros and of the compiler's own
/// making are left out.
std::vector<Step> pathSteps(const Function &function, const Way &way);

/// Does the way leave by the return of a macro: an assertion of a test that fails?
bool leavesByAssertion(const Function &function, const Way &way);

}  // namespace cotidy
