// SarifAutomation.h: how a SARIF run says which job made it. The services contradict each other here.
#pragma once
#include "driver/SarifWriter.h"

#include <nlohmann/json.hpp>

namespace cotidy::sarif {

/// Empty where nothing is to be told.
nlohmann::ordered_json automationDetails(const SarifOptions &options);

}  // namespace cotidy::sarif
