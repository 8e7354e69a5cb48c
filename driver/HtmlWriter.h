// HtmlWriter.h: a report as one page for people: the SARIF log, and a script that draws it. It needs no network.
#pragma once
#include "driver/SarifWriter.h"

namespace cotidy {

/// Equal reports over equal files give equal bytes.
std::string toHtml(const Report &report, const Sources &sources, const SarifOptions &options = {});

}  // namespace cotidy
