// CostCandidates.h: the functions on whose cost a finding hangs, or nearly: worth a closer look than an estimate.
#pragma once
#include "analysis/Analysis.h"
#include "analysis/IrCosts.h"

#include <set>

namespace cotidy {

/// The bodies of work that is handed over again and again, and functions with loops that hold up who waits for them, or
/// would if the estimate were too low.
std::set<FunctionId> costCandidates(const Analysis &analysis);

/// The loops of a function as its source has them.
std::vector<SourceLoop> sourceLoops(const Function &function);

}  // namespace cotidy
