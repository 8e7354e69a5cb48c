// SarifWriter.h: a report as SARIF 2.1.0, for code scanning services and editors.
#pragma once
#include "driver/Report.h"
#include "driver/Sources.h"

#include <string>

namespace cotidy {

struct SarifOptions {
  std::string category;  // tells several runs for one commit apart on GitHub; empty = only one
};

/// Equal reports over equal files give equal bytes. Columns count UTF-16 units.
std::string toSarif(const Report &report, const Sources &sources, const SarifOptions &options = {});

}  // namespace cotidy
