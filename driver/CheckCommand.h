// CheckCommand.h: `cotidy check` and `cotidy link`: report what is wrong.
#pragma once
#include "driver/CommandLine.h"

namespace cotidy {

ExitCode runCheck(const Options &options);

/// The same for facts that `cotidy facts -o` wrote, in any number of places.
ExitCode runLink(const Options &options);

}  // namespace cotidy
