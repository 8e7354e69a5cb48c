// UnifiedDiff.h: edits of a file as a patch for `git apply` or `patch -p1`. The edits themselves say which lines
// differ, so nothing has to be searched for.
#pragma once
#include "checks/Finding.h"

#include <span>
#include <string>
#include <string_view>

namespace cotidy {

/// `edits` are sorted, do not overlap and fit the text. Empty where they change nothing.
std::string unifiedDiff(const std::string &file, std::string_view text, std::span<const Edit> edits);

}  // namespace cotidy
