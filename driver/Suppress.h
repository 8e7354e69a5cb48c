// Suppress.h: takes the findings that a comment in the source accepts out of a report. They stay in it as suppressed.
#pragma once
#include "driver/Report.h"

#include <vector>

namespace cotidy {

/// Fills `findings` and `suppressed` of the report; keeps the order.
void suppress(std::vector<Finding> findings, Report &report);

}  // namespace cotidy
