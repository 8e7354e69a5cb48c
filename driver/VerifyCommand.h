// VerifyCommand.h: `cotidy verify`: run the program before and after a fix, and compare what happened.
#pragma once
#include "driver/CommandLine.h"

namespace cotidy {

/// 0: all verified; 4: a fix has no effect or does harm; 1: some could not be verified; 2: usage.
ExitCode runVerify(const Options &options);

}  // namespace cotidy
