// SuppressionRules.h: the two rules that are about NOLINT comments themselves. Only the driver has them: what a comment
// accepts is known when all rules have spoken.
#pragma once
#include "driver/Report.h"
#include "driver/Sources.h"

#include <set>
#include <span>
#include <string>

namespace cotidy {

/// The checks and the driver's own rules, sorted by name.
std::span<const Check *const> allRules();

/// Adds the findings about the comments of `files` that name our rules, as far as the report's checks ask for them.
/// `whole`: the whole program was seen, so a comment that accepted nothing is unused.
void checkSuppressions(Report &report, const std::set<std::string> &files, const Sources &sources, bool whole);

}  // namespace cotidy
