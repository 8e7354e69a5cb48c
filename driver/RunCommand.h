// RunCommand.h: `cotidy run`: run a program, and tell what held it up.
#pragma once
#include "driver/CommandLine.h"

namespace cotidy {

/// The exit code is that of the command.
ExitCode runRun(const Options &options);

}  // namespace cotidy
