// ReviewWriters.h: a report in the forms that code review tools and build servers read. All are deterministic; findings
// stand where a change made them (placeOf), the worst first where a tool shows only the first few.
#pragma once
#include "driver/Report.h"
#include "driver/Sources.h"

#include <string>

namespace cotidy {

/// Workflow commands of GitHub Actions, one annotation a line.
std::string toGithub(const Report &report, const Sources &sources);

/// Code Quality of GitLab: a JSON array in the form of Code Climate.
std::string toGitlab(const Report &report, const Sources &sources);

/// ReviewInput of Gerrit, with suggested fixes.
std::string toGerrit(const Report &report, const Sources &sources);

/// reviewdog's Diagnostic Format.
std::string toRdjson(const Report &report, const Sources &sources);

/// JUnit's XML: a finding is a failed test of its file.
std::string toJunit(const Report &report, const Sources &sources);

/// A table for a comment or a step summary; at most `limit` bytes, whole rows only.
std::string toMarkdown(const Report &report, const Sources &sources, std::size_t limit);

/// Indices of the findings: errors, warnings, hints; each by place.
std::vector<std::size_t> worstFirst(const Report &report);

/// "src/a.cpp:12: in 'load': calls 'read'", a line for each step.
std::string chainOf(const Finding &finding);

/// "3 new findings: 1 error, 2 warnings; 1 file not analysed"
std::string headline(const Report &report);

}  // namespace cotidy
