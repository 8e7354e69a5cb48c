// HandedCallables.h: a function that runs what it is given, as `run_on_loop([this] { stop(); })` does, runs for each caller
// what that caller gave it, and not what all the others did.
#pragma once
#include "analysis/Effects.h"

namespace cotidy {

/// The parameter of the function whose callable the witness leads through first; -1 where it leads through none.
std::int32_t callableOnWay(const Effects &effects, const Function &function, const Witness &witness);
/// The bodies of the lambda behind an argument; empty where it is none, or where nobody can tell.
std::vector<FunctionId> lambdaBehind(const Program &program, const Function &function, std::int32_t argument);

}  // namespace cotidy
