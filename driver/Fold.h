// Fold.h: one cause, one finding. A helper that blocks is mended in the helper, however many handlers come to it.
#pragma once
#include "driver/Report.h"

namespace cotidy {

/// Of the findings of one rule whose chains end at one place, where they are many and in several files: keeps the one that shows it best,
/// and makes the others its related places. Comments and baselines have judged each of them before.
void foldEqualLeaves(Report &report);

}  // namespace cotidy
