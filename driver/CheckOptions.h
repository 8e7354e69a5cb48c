// CheckOptions.h: options of single checks, from the CheckOptions of `.clang-tidy`, as clang-tidy reads them. A program is
// analysed as a whole, so the file that counts is the nearest one from the project's root upwards.
#pragma once
#include "analysis/Analysis.h"
#include "checks/Check.h"

#include <optional>
#include <string>
#include <string_view>

namespace cotidy {

/// The value as Settings hold it; none where it is not of the option's kind.
std::optional<std::string> valueOf(const CheckOption &option, std::string_view text);

/// "'maybe' is not a value of cotidy-rule.Option: …": for valueOf without a result.
std::string wrongValue(const CheckOption &option, std::string_view text);

/// Empty without a `.clang-tidy`. Throws UserError on a file that is no YAML, on an option of ours that does not exist, and
/// on a value of another kind. What else stands in the file is clang-tidy's.
Settings readCheckOptions(const std::string &root);

}  // namespace cotidy
