// TextWriter.h: a report for people at a terminal, and for the many programs that read what compilers print.
#pragma once
#include "driver/Report.h"
#include "driver/Sources.h"

#include <string>

namespace cotidy {

struct TextOptions {
  bool colour = false;
  bool summary = true;
  std::string from;  // absolute folder that paths are shown relative to; empty = as in the report
};

/// `path:line:col: warning: message [cotidy-rule]`, the line with a caret, the steps and fixes as notes, a summary.
std::string toText(const Report &report, const Sources &sources, const TextOptions &options = {});

/// The last lines alone: what was looked at, and what was found.
std::string summaryOf(const Report &report);

}  // namespace cotidy
