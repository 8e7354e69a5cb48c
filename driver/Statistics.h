// Statistics.h: what `--stats` adds to a report, as text for people and as JSON. The counts are the same in equal runs; the
// seconds are not.
#pragma once
#include "driver/Report.h"

#include <nlohmann/json.hpp>

#include <string>

namespace cotidy {

/// Lines for the terminal; nothing without `--stats`.
std::string statisticsText(const Report &report);

/// docs/json.md describes it. The report has statistics.
nlohmann::ordered_json statisticsOf(const Report &report);

}  // namespace cotidy
