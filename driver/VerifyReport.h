// VerifyReport.h: verdicts as text and as JSON.
#pragma once
#include "checks/Finding.h"
#include "driver/VerifyVerdict.h"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace cotidy {

struct VerifiedFinding {
  Finding finding;
  std::string fingerprint;
  std::string change;  // what was tried: the title of the fix, or the patch
  Judgement judgement;
  std::size_t order = 0;  // among the findings of check
};

/// Verdict, reason and figures, without the place.
nlohmann::ordered_json verdictJson(const VerifiedFinding &verified);

std::string toText(const std::vector<VerifiedFinding> &findings);
std::string toJson(const std::vector<VerifiedFinding> &findings);

}  // namespace cotidy
