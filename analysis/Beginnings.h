// Beginnings.h: the text that a path begins with, also where it is put together: "/proc/" + id + "/stat", snprintf, a
// stream of text. What was opened by a path has that path's beginning.
#pragma once
#include "analysis/Program.h"

#include <string_view>

namespace cotidy {

/// Empty where the program does not say.
std::string_view beginningOf(const Function &function, std::int32_t value);

}  // namespace cotidy
