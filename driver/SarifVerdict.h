// SarifVerdict.h: what `verify` saw of a finding, in SARIF: the stacks of its events, and the figures as properties.
#pragma once
#include "driver/VerifyReport.h"

#include <nlohmann/json.hpp>

namespace cotidy::sarif {

void addVerdict(nlohmann::ordered_json &result, const VerifiedFinding &verified);

}  // namespace cotidy::sarif
