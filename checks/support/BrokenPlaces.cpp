// Functions are told by where they stand: the templates of a header, and what several units compile, have many bodies.
#include "checks/support/BrokenPlaces.h"

#include "analysis/Program.h"
#include "checks/support/Places.h"

#include <algorithm>

namespace cotidy {

BrokenPlaces::BrokenPlaces(const Program &program) {
  const auto &functions = program.functions();
  const auto keyOf = [](const Location &range) { return std::pair(range.file, range.begin); };
  if (std::ranges::none_of(functions, [](const auto &function) { return function->head().broken; })) return;
  for (const auto &function : functions)
    if (function->head().broken) {
      const Location range = locateWhole(*function);
      ends_.try_emplace(keyOf(range), range.end);
    }
  for (const auto &function : functions)
    if (!function->head().broken) ends_.erase(keyOf(locateWhole(*function)));
}

bool BrokenPlaces::contains(const Location &at) const {
  // Functions may stand in functions: all that begin before the place are asked.
  const auto end = ends_.upper_bound({at.file, at.begin});
  return std::any_of(ends_.lower_bound({at.file, 0}), end, [&](const auto &one) { return at.begin < one.second; });
}

}  // namespace cotidy
