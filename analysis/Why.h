// Why.h: answers `cotidy why FUNCTION`: its effects with their witnesses, and the contexts that it may run in.
#pragma once
#include "analysis/Analysis.h"

namespace cotidy {

/// Text for people; empty where no function has the name (qualified, or its last component; "*": all).
std::string why(const Analysis &analysis, std::string_view functionName);

}  // namespace cotidy
