// Fingerprint.h: names by which a finding is known again in the next run, though lines have moved.
#pragma once
#include "checks/Finding.h"
#include "driver/Sources.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cotidy {

/// GitHub's primaryLocationLineHash of each line: the one with number n is at n - 1.
std::vector<std::string> lineHashes(std::string_view text);

/// cotidy/v1: a hash over rule, file, function, subject and the text of the line without its white space, and an
/// ordinal among equal ones. No line number, message or tool version takes part. One per finding, in their order.
std::vector<std::string> fingerprints(std::span<const Finding *const> findings, const Sources &sources);

}  // namespace cotidy
