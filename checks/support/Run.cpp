// One place, one finding.
#include "checks/Run.h"

#include "analysis/Analysis.h"
#include "checks/support/BrokenPlaces.h"

#include <algorithm>
#include <tuple>

namespace cotidy {

static auto order(const Finding &f) { return std::tie(f.at.file, f.at.begin, f.at.end, f.rule, f.message, f.function); }

// Statements are pairs (function, full expression); two findings meet where they share one.
static bool meet(const Finding &a, const Finding &b) {
  for (std::size_t i = 0; i + 1 < a.statement.size(); i += 2)
    for (std::size_t j = 0; j + 1 < b.statement.size(); j += 2)
      if (a.statement[i] == b.statement[j] && a.statement[i + 1] == b.statement[j + 1]) return true;
  return false;
}

// A hint does not silence a warning.
static bool speaksAsLoud(const Finding &a, const Finding &b) {
  return a.severity != Severity::Hint || b.severity == Severity::Hint;
}

static void yield(std::vector<Finding> &findings, std::span<const Check *const> checks) {
  auto checkOf = [&](const std::string &rule) -> const Check * {
    auto found = std::find_if(checks.begin(), checks.end(), [&](const Check *c) { return c->name == rule; });
    return found == checks.end() ? nullptr : *found;
  };
  std::vector<bool> silent(findings.size(), false);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Check *check = checkOf(findings[i].rule);
    if (!check) continue;
    for (const Finding &other : findings)
      for (std::string_view preferred : check->yieldsTo)
        if (other.rule == preferred && speaksAsLoud(other, findings[i]) && meet(findings[i], other)) silent[i] = true;
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < findings.size(); ++i)
    if (!silent[i]) {
      if (kept != i) findings[kept] = std::move(findings[i]);
      ++kept;
    }
  findings.resize(kept);
}

// A call that blocks does so whatever stands beside it. Everything else asks what a function does not do.
static bool needsNoMore(const Check &check) { return check.family == "blocking"; }

std::vector<Finding> runChecks(const Analysis &analysis, std::span<const Check *const> checks) {
  std::vector<Finding> findings;
  const BrokenPlaces broken(analysis.program());
  for (const Check *check : checks) {
    std::vector<Finding> found;
    check->run(analysis, found);
    if (!needsNoMore(*check)) std::erase_if(found, [&](const Finding &one) { return broken.contains(one.at); });
    for (Finding &finding : found) {
      finding.rule = check->name;
      findings.push_back(std::move(finding));
    }
  }
  yield(findings, checks);
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding &a, const Finding &b) { return order(a) < order(b); });
  auto samePlace = [](const Finding &a, const Finding &b) { return a.rule == b.rule && a.at == b.at; };
  findings.erase(std::unique(findings.begin(), findings.end(), samePlace), findings.end());
  return findings;
}

}  // namespace cotidy
