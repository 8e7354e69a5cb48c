// Extras.h: what `--evidence` adds to a report, beside the findings: what a recorded run showed of them.
#pragma once
#include "checks/Finding.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace cotidy {

/// What a recorded run showed of a finding.
struct Observation {
  std::string text;         // "seen at run time: …"
  std::vector<Step> stack;  // of the gravest event, the innermost frame first; the message is the function
};

struct Extras {
  std::map<std::pair<std::string, Location>, Observation> observed;  // by rule and place

  /// Null where no run showed it.
  const Observation *of(const Finding &finding) const {
    const auto found = observed.find({finding.rule, finding.at});
    return found == observed.end() ? nullptr : &found->second;
  }
};

}  // namespace cotidy
