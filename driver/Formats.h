// Formats.h: the formats of reports by name: one table, which the command line knows and the outputs are written by.
#pragma once
#include "driver/CommandLine.h"
#include "driver/Extras.h"
#include "driver/Report.h"

namespace cotidy {

/// Throws UserError where the folder of an output is not there: better before the long part of the run than after it.
void requireFolders(const Options &options);

/// Writes all reports that were asked for; text on standard output where none was.
void writeOutputs(const Report &report, const Options &options, const Extras &extras);

}  // namespace cotidy
