// CalibrateCommand.h: `cotidy calibrate [FILE]`: what handing work over costs on this machine, in a file that the other
// commands read from the project's root.
#pragma once
#include "driver/CommandLine.h"

namespace cotidy {

ExitCode runCalibrate(const Options &options);

}  // namespace cotidy
