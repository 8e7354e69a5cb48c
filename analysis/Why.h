// Why.h: answers `cotidy why FUNCTION`: its effects with their witnesses, and the contexts that it may run in.
#pragma once
#include "analysis/Analysis.h"

namespace cotidy {

/// By qualified name, or its last component; "*": all.
std::vector<FunctionId> functionsNamed(const Analysis &analysis, std::string_view name);

/// Text for people; empty where no function has the name.
std::string why(const Analysis &analysis, std::string_view functionName);

}  // namespace cotidy
