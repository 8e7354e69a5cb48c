// FixCommand.h: `cotidy fix`: apply the fixes of what check finds, or show them as a patch.
#pragma once
#include "driver/CommandLine.h"

namespace cotidy {

ExitCode runFix(const Options &options);

}  // namespace cotidy
