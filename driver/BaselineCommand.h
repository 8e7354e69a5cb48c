// BaselineCommand.h: `cotidy baseline create|update|prune|show`.
#pragma once
#include "driver/CommandLine.h"

namespace cotidy {

ExitCode runBaseline(const Options &options);

}  // namespace cotidy
