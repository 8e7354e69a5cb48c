// A library beside the project, also where it is no system header.
#include "analysis/Foreign.h"

namespace cotidy {

bool isForeign(const Function &function) {
  const auto &place = function.head().place;
  return place && place->file() >= 0 &&
         function.unit()->files[static_cast<std::size_t>(place->file())].starts_with('/');
}

}  // namespace cotidy
