// FactsCommand.h: `cotidy facts` and `cotidy why`: look at what the analysis sees, without its judgement.
#pragma once
#include "driver/CommandLine.h"

namespace cotidy {

ExitCode runFacts(const Options &options);
ExitCode runWhy(const Options &options);

}  // namespace cotidy
