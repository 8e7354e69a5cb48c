// LeftErrors.h: a continuation gets the future itself, sees that it failed, and leaves the error in it.
#pragma once
#include "checks/support/Places.h"

namespace cotidy {

/// Adds a finding for each future that a continuation lets die with an error that it knows of: the runtime reports that as
/// an error that nobody looked at.
void reportLeftErrors(const Analysis &analysis, std::vector<Finding> &out);

}  // namespace cotidy
