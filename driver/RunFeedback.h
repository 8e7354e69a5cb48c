// RunFeedback.h: `check --evidence=FILE`: what was seen at run time is surer than what was only derived.
#pragma once
#include "driver/CommandLine.h"
#include "driver/Extras.h"
#include "driver/Report.h"

namespace cotidy {

/// Raises the confidence of findings that a recorded run showed by a step, and lowers that of those that ran often and
/// never showed. What was seen goes into `extras`, with its stack.
void weighByEvidence(Report &report, Extras &extras, const Options &options);

}  // namespace cotidy
