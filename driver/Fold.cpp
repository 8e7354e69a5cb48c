// A few places are read one by one; of more, the first is read and the rest is noise.
#include "driver/Fold.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace cotidy {
namespace {

constexpr std::size_t mostPlaces = 8;   // findings with one leaf that are still shown one by one
constexpr std::size_t placesNamed = 8;  // of those that are folded

using Leaf = std::tuple<std::string_view, std::string_view, Location>;

/// The indices of the findings that end at one place, leaf by leaf. What has no chain is its own cause.
std::map<Leaf, std::vector<std::size_t>> byLeaf(const std::vector<Finding> &findings) {
  std::map<Leaf, std::vector<std::size_t>> leaves;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding &finding = findings[i];
    if (finding.steps.empty() || finding.steps.back().at == finding.at) continue;
    leaves[{finding.rule, finding.subject, finding.steps.back().at}].push_back(i);
  }
  return leaves;
}

/// In one file a reader sees them all at once.
bool isManyTimesTheSame(const std::vector<Finding> &findings, const std::vector<std::size_t> &group) {
  const std::string &file = findings[group.front()].steps.back().at.file;
  return group.size() > mostPlaces &&
         std::ranges::any_of(group, [&](std::size_t i) { return findings[i].at.file != file; });
}

/// The surest, then the shortest way, then the first.
std::size_t bestOf(const std::vector<Finding> &findings, const std::vector<std::size_t> &group) {
  const auto weight = [&](std::size_t i) {
    return std::tuple(findings[i].severity, findings[i].confidence, findings[i].steps.size(), i);
  };
  return std::ranges::min(group, {}, weight);
}

void note(Finding &best, const std::vector<Finding> &findings, const std::vector<std::size_t> &group,
          std::size_t index) {
  best.message += " (" + std::to_string(group.size() - 1) + " other places come to it as well)";
  std::size_t named = 0;
  for (std::size_t i : group) {
    if (i == index) continue;
    if (++named > placesNamed) break;
    best.related.push_back({findings[i].at, "this comes to it as well"});
  }
}

}  // namespace

void foldEqualLeaves(Report &report) {
  std::vector<bool> folded(report.findings.size(), false);
  std::map<std::size_t, Finding> shown;
  for (const auto &[leaf, group] : byLeaf(report.findings)) {
    if (!isManyTimesTheSame(report.findings, group)) continue;
    const std::size_t best = bestOf(report.findings, group);
    for (std::size_t i : group) folded[i] = i != best;
    note(shown.emplace(best, report.findings[best]).first->second, report.findings, group, best);
  }
  if (shown.empty()) return;
  for (auto &[index, finding] : shown) report.findings[index] = std::move(finding);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (folded[i]) continue;
    if (kept != i) {
      report.findings[kept] = std::move(report.findings[i]);
      if (!report.shownAt.empty()) report.shownAt[kept] = std::move(report.shownAt[i]);
    }
    ++kept;
  }
  report.findings.resize(kept);
  if (!report.shownAt.empty()) report.shownAt.resize(kept);
}

}  // namespace cotidy
