// RefineCosts.h: `--cost=ir`: the functions on whose cost a finding hangs are compiled, and what is counted in their
// code takes the place of the estimate.
#pragma once
#include "analysis/Analysis.h"
#include "driver/Pipeline.h"

#include <set>

namespace cotidy {

/// Units that cannot be compiled are said on standard error; the estimates of their functions stay.
void refineCosts(Analysis &analysis, const std::set<FunctionId> &functions, const Job &job, const Options &options);

}  // namespace cotidy
