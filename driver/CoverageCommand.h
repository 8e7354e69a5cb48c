// CoverageCommand.h: `cotidy models coverage`: what is known of a project, and which models would tell more.
#pragma once
#include "driver/CommandLine.h"

namespace cotidy {

/// `files` restrict what is counted, not what is read.
ExitCode runCoverage(const Options &options, const std::vector<std::string> &files);

}  // namespace cotidy
