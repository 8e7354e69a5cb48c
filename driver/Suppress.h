// Suppress.h: takes the findings that a comment in the source accepts out of a report. They stay in it as suppressed.
#pragma once
#include "driver/Report.h"
#include "driver/Sources.h"

#include <string>
#include <vector>

namespace cotidy {

/// Fills `findings` and `suppressed` of the report; keeps the order. Returns what is wrong with the comments, a line each.
std::vector<std::string> suppress(std::vector<Finding> findings, Report &report, const Sources &sources);

}  // namespace cotidy
