// BaselineGate.h: takes the findings that the baseline accepts out of a report, and watches that the baseline shrinks.
#pragma once
#include "driver/Baseline.h"
#include "driver/CommandLine.h"
#include "driver/Pipeline.h"

#include <string>
#include <vector>

namespace cotidy {

/// The file that a command is to read or write: the option, else the configuration, else the default name in the root.
std::string baselineFile(const Job &job, const Options &options);

/// Whether the baseline may only shrink.
bool isStrict(const Job &job, const Options &options);

/// Of the entries that no finding is, those that this run would have found: its rules, its files, nothing failed.
std::vector<std::size_t> staleEntries(const Job &job, const Report &report, const Baseline &baseline,
                                      const std::vector<std::size_t> &leftOver);

struct BaselineVerdict {
  std::string file;
  std::vector<std::string> notes;  // a line each: entries that are over or stale
  bool fails = false;              // stale entries under the strict ratchet
};

/// Does nothing where there is no baseline. Throws UserError where one was asked for and cannot be read.
BaselineVerdict compareWithBaseline(const Job &job, Report &report, const Options &options);

void noteVerdict(const BaselineVerdict &verdict, const Options &options);

}  // namespace cotidy
