// Extras.h: what some options add to a report, beside the findings: what a recorded run showed of them (`--evidence`), and
// how the work was spread (`--stats`).
#pragma once
#include "checks/Finding.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cotidy {

/// What a recorded run showed of a finding.
struct Observation {
  std::string text;         // "seen at run time: …"
  std::vector<Step> stack;  // of the gravest event, the innermost frame first; the message is the function
};

struct Statistics {
  double parse = 0, check = 0;  // seconds: from sources to facts, from facts to findings
};

struct Extras {
  std::map<std::pair<std::string, Location>, Observation> observed;  // by rule and place
  std::optional<Statistics> statistics;

  /// Null where no run showed it.
  const Observation *of(const Finding &finding) const {
    const auto found = observed.find({finding.rule, finding.at});
    return found == observed.end() ? nullptr : &found->second;
  }
};

}  // namespace cotidy
