// Suppress.cpp: reads each file with findings once. The comments themselves are Nolint's business.
#include "driver/Suppress.h"

#include "driver/Nolint.h"

#include <map>

namespace cotidy {

std::vector<std::string> suppress(std::vector<Finding> findings, Report &report, const Sources &sources) {
  std::map<std::string, Nolint> comments;
  std::vector<std::string> notes;
  for (Finding &finding : findings) {
    auto known = comments.find(finding.at.file);
    if (known == comments.end()) {
      const SourceFile *file = sources.find(finding.at.file);
      known = comments.emplace(finding.at.file, Nolint(file ? file->text() : std::string_view())).first;
      for (const std::uint32_t line : known->second.unmatched())
        notes.push_back(finding.at.file + ":" + std::to_string(line) +
                        ": NOLINTBEGIN and NOLINTEND accept nothing without their counterpart for the same rules");
    }
    if (auto reason = known->second.reasonFor(finding.rule, finding.at.line))
      report.suppressed.push_back({std::move(finding), Acceptance::Comment, std::move(*reason)});
    else
      report.findings.push_back(std::move(finding));
  }
  return notes;
}

}  // namespace cotidy
