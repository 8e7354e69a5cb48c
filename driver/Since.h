// Since.h: the gate for changes: what is new since the merge base with a git revision. The program is analysed as it was
// then, too, so that a change in one file that makes a mistake in another one is seen, and moved code is not.
#pragma once
#include "driver/Git.h"
#include "driver/Pipeline.h"

namespace cotidy {

/// Keeps the new findings in the report; the others become suppressed. A new finding whose own place did not change is
/// shown at the step of its chain that did. `now` are the facts as they are; those of units that read no changed file
/// are taken for the earlier program as well.
void compareWithRevision(const Job &job, Report &report, const Changes &changes, const Extraction &now,
                         const Options &options);

}  // namespace cotidy
