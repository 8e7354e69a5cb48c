// VerifyChanges.cpp: a patch in a folder says in front of its first file what it mends, one finding on a line:
//   Mends: blocking-network-io@PeerLink::relay
#include "driver/VerifyChanges.h"

#include "driver/UserError.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

namespace cotidy {

namespace {

namespace fs = std::filesystem;

bool isAtPlace(const Finding &finding, std::string_view where) {
  const std::string place = finding.at.file + ":" + std::to_string(finding.at.line);
  const auto isOrEndsWith = [&](const std::string &path) {
    return path == where || path.ends_with("/" + std::string(where));
  };
  return isOrEndsWith(place) || isOrEndsWith(finding.at.file);
}

/// Whole names only: "Server::run" is no part of "Server::runAll".
bool isInFunction(const Finding &finding, std::string_view where) {
  const std::string bounded = "::" + finding.function + "::";
  return !where.empty() && bounded.find("::" + std::string(where) + "::") != std::string::npos;
}

std::vector<std::string> namesIn(const fs::path &patch) {
  constexpr std::string_view mark = "Mends: ";
  std::vector<std::string> names;
  std::ifstream stream(patch);
  for (std::string line; std::getline(stream, line) && !line.starts_with("--- ");)
    if (line.starts_with(mark)) names.push_back(line.substr(mark.size()));
  return names;
}

std::vector<std::size_t> candidatesOf(const fs::path &patch, const std::vector<Candidate> &candidates) {
  const std::vector<std::string> names = namesIn(patch);
  if (names.empty())
    throw UserError("verify: '" + patch.string() +
                    "' does not say what it mends: 'Mends: RULE@FUNCTION' in front of it");
  std::vector<std::size_t> mended;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (std::ranges::any_of(names, [&](const std::string &name) { return isNamed(candidates[i], name); }))
      mended.push_back(i);
  return mended;
}

std::vector<Change> patchesIn(const std::string &folder, const std::vector<Candidate> &candidates) {
  std::set<fs::path> patches;
  for (const fs::directory_entry &entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".patch") patches.insert(entry.path());
  std::vector<Change> changes;
  for (const fs::path &patch : patches)
    if (auto mended = candidatesOf(patch, candidates); !mended.empty())
      changes.push_back({patch.filename().string(), patch.string(), {}, std::move(mended)});
  return changes;
}

Change ownFix(const Candidate &candidate, std::size_t index, const std::string &root) {
  FixSettings fixing;
  fixing.root = root;
  const std::vector<Finding> one = {candidate.finding};
  const FixPlan plan = planFixes(one, true);
  std::string error;
  Change change;
  change.candidates = {index};
  change.files = prepareChanges(plan, fixing, error);
  if (!error.empty()) throw UserError("verify: " + error);
  change.title = change.files.empty() ? "none: the finding has no fix; give --patch=FILE"
                                      : candidate.finding.fixes[plan.chosen.front().fix].title;
  return change;
}

}  // namespace

bool isNamed(const Candidate &candidate, const std::string &name) {
  const Finding &finding = candidate.finding;
  if (const auto at = name.find('@'); at != std::string::npos) {
    const std::string where = name.substr(at + 1);
    return name.substr(0, at) == finding.rule && (isAtPlace(finding, where) || isInFunction(finding, where));
  }
  const bool isPlace = name.find(':') != std::string::npos && isAtPlace(finding, name);
  return name == finding.rule || isPlace || (name.size() >= 8 && candidate.fingerprint.starts_with(name));
}

std::vector<Change> changesFor(const std::vector<Candidate> &candidates, const std::string &root,
                               const std::string &patch) {
  std::vector<Change> changes;
  std::set<std::size_t> served;
  if (!patch.empty() && !fs::is_directory(patch)) {
    changes.push_back({fs::path(patch).filename().string(), patch, {}, {}});
    for (std::size_t i = 0; i < candidates.size(); ++i) changes.front().candidates.push_back(i);
    return changes;
  }
  if (!patch.empty()) changes = patchesIn(patch, candidates);
  for (const Change &change : changes) served.insert(change.candidates.begin(), change.candidates.end());
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (!served.contains(i)) changes.push_back(ownFix(candidates[i], i, root));
  return changes;
}

}  // namespace cotidy
