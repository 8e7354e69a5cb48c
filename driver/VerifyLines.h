// VerifyLines.h: where lines of a file went when it was changed.
#pragma once
#include "driver/RunPlaces.h"

#include <string_view>

namespace cotidy {

/// Lines that the change left alone move with it; of a part that was changed, all that stands there now.
LineRange movedLines(const LineRange &lines, std::string_view before, std::string_view after);

}  // namespace cotidy
