// ModelsCommand.h: `cotidy models`: what is known about libraries, and whether a file of one's own is understood.
#pragma once
#include "driver/CommandLine.h"

namespace cotidy {

ExitCode runModels(const Options &options);

}  // namespace cotidy
