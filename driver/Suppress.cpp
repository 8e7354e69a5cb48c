// Suppress.cpp: reads each file with findings once. The comments themselves are Nolint's business.
#include "driver/Suppress.h"

#include "driver/Nolint.h"
#include "driver/Sources.h"

#include <map>

namespace cotidy {

void suppress(std::vector<Finding> findings, Report &report) {
  const Sources sources(report.root);
  std::map<std::string, Nolint> comments;
  for (Finding &finding : findings) {
    auto known = comments.find(finding.at.file);
    if (known == comments.end()) {
      const SourceFile *file = sources.find(finding.at.file);
      known = comments.emplace(finding.at.file, Nolint(file ? file->text() : std::string_view())).first;
    }
    if (auto reason = known->second.reasonFor(finding.rule, finding.at.line))
      report.suppressed.push_back({std::move(finding), /*inSource=*/true, std::move(*reason)});
    else
      report.findings.push_back(std::move(finding));
  }
}

}  // namespace cotidy
