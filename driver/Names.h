// Names.h: how names that people write are matched: comma lists, globs, and the nearest known name of an unknown one.
#pragma once
#include "checks/Check.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cotidy {

/// `*` matches any run of characters, '/' included.
bool matchesGlob(std::string_view glob, std::string_view name);

/// The parts of a comma list without the blanks around them; empty parts are dropped.
std::vector<std::string> splitList(std::string_view list);

/// The known name with the least edit distance; empty only where nothing is known.
std::string_view nearestName(std::string_view name, std::span<const std::string_view> known);

/// "unknown <kind> '<name>'; did you mean '<nearest>'?": the text of every error about a name.
std::string unknownName(std::string_view kind, std::string_view name, std::span<const std::string_view> known);

/// The checks that a list of globs chooses, as clang-tidy reads `--checks`: from left to right, `-` removes, and a list
/// that begins with a removal starts from all. Throws UserError where a glob matches no rule.
std::vector<const Check *> selectChecks(std::string_view globs, std::span<const Check *const> all);

}  // namespace cotidy
