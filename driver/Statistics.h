// Statistics.h: what `--stats` adds to a report, as text for people and as JSON. The counts are the same in equal runs; the
// seconds are not.
#pragma once
#include "driver/Extras.h"
#include "driver/Report.h"

#include <nlohmann/json.hpp>

#include <string>

namespace cotidy {

/// Lines for the terminal.
std::string statisticsText(const Report &report, const Statistics &statistics);

/// docs/json.md describes it.
nlohmann::ordered_json statisticsOf(const Report &report, const Statistics &statistics);

}  // namespace cotidy
