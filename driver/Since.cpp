// Since.cpp: the earlier program is today's tree with the changed files laid over by their earlier text, by a virtual file
// system. Nothing is checked out, generated headers stay where they are, and only units that read a changed file are
// parsed again.
#include "driver/Since.h"

#include "driver/CleanCommand.h"
#include "driver/Identity.h"
#include "driver/Suppress.h"
#include "driver/SuppressionRules.h"
#include "driver/Terminal.h"
#include "driver/UserError.h"
#include "driver/Write.h"

#include "llvm/Support/FileSystem.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

namespace cotidy {

namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

/// A folder that goes away with the object.
class TemporaryFolder {
public:
  TemporaryFolder() {
    llvm::SmallString<128> path;
    if (const std::error_code error = llvm::sys::fs::createUniqueDirectory("cotidy-since", path))
      throw UserError("--since: cannot make a temporary folder: " + error.message());
    path_ = path.str().str();
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;

  const std::string &path() const { return path_; }

private:
  std::string path_;
};

/// Whether a compiler may read it: texts of other kinds need not be fetched.
bool mayBeCode(const std::string &path) {
  constexpr std::array headers = {""sv,     ".h"sv,   ".hh"sv,  ".hpp"sv, ".hxx"sv, ".h++"sv, ".inl"sv,
                                  ".ipp"sv, ".tpp"sv, ".inc"sv, ".def"sv, ".ixx"sv, ".txx"sv};
  return hasSourceExtension(path) || std::ranges::find(headers, fs::path(path).extension().string()) != headers.end();
}

/// The earlier text of the changed files, on disk under other names, and the map that clang reads.
class Overlay {
public:
  Overlay(const Changes &changes, const std::string &root, Sources &sources) {
    nlohmann::json files = nlohmann::json::array();
    for (const ChangedFile &file : changes.files) {
      if (file.before.empty() || !mayBeCode(file.before)) continue;
      std::string text = textBefore(file);
      const std::string copy = folder_.path() + '/' + std::to_string(files.size());
      if (const std::string error = writeFileAtomically(copy, text); !error.empty())
        throw UserError("--since: " + error);
      files.push_back({{"name", file.before}, {"type", "file"}, {"external-contents", copy}});
      sources.add(relativeTo(root, file.before), std::move(text));
    }
    const nlohmann::json map = {
        {"version", 0}, {"case-sensitive", "true"}, {"use-external-names", "false"}, {"roots", files}};
    map_ = folder_.path() + "/overlay.yaml";
    if (const std::string error = writeFileAtomically(map_, map.dump()); !error.empty())
      throw UserError("--since: " + error);
  }

  const std::string &map() const { return map_; }

private:
  TemporaryFolder folder_;
  std::string map_;
};

const ChangedFile *changeOf(const Changes &changes, const std::string &path) {
  const auto file = std::ranges::find(changes.files, path, &ChangedFile::now);
  return file == changes.files.end() ? nullptr : &*file;
}

bool readsChanged(const WorkerResult &result, const std::string &source, const std::set<std::string> &changed) {
  if (result.end != WorkerResult::Done || result.extracted.facts.empty() || changed.contains(source)) return true;
  return std::ranges::any_of(result.extracted.dependencies,
                             [&](const std::string &file) { return changed.contains(file); });
}

/// The unit as it was: under its earlier name, with the earlier text of what it reads.
SourceUnit earlierUnit(const SourceUnit &unit, const ChangedFile *change, const Overlay &overlay) {
  SourceUnit earlier = unit;
  if (change && change->before != change->now) {
    std::ranges::replace(earlier.command.arguments, unit.command.file, change->before);
    const std::string relative = fs::path(unit.command.file).lexically_relative(unit.command.directory).string();
    std::ranges::replace(earlier.command.arguments, relative, change->before);
    earlier.command.file = change->before;
  }
  const auto behindCompiler = earlier.command.arguments.begin() + 1;
  earlier.command.arguments.insert(behindCompiler, {"-ivfsoverlay", overlay.map()});
  return earlier;
}

/// The program at the merge base.
std::vector<UnitInput> earlierUnits(const Job &job, const Changes &changes, const Extraction &now,
                                    const Overlay &overlay, const Options &options) {
  std::set<std::string> changed;
  for (const ChangedFile &file : changes.files)
    if (!file.now.empty()) changed.insert(file.now);
  CompileDatabase again;
  std::vector<std::size_t> order;  // of all units that were there: those to parse again, and those that stay
  std::set<std::size_t> parsed;
  for (std::size_t i = 0; i < now.results.size(); ++i) {
    const SourceUnit &unit = job.database.units[i];
    const ChangedFile *change = changeOf(changes, unit.command.file);
    if (change && change->before.empty()) continue;  // it was not there
    order.push_back(i);
    if (!readsChanged(now.results[i], unit.command.file, changed)) continue;
    again.units.push_back(earlierUnit(unit, change, overlay));
    parsed.insert(i);
  }
  Extraction extraction = extractUnits(job, again, options);
  if (!extraction.failures.empty() && !options.quiet)
    printError("cotidy: note: " + std::to_string(extraction.failures.size()) +
               " file(s) could not be analysed as they were; what they hold counts as new\n");
  std::vector<UnitInput> units;
  std::size_t next = 0;
  for (const std::size_t i : order) {
    const bool isParsed = parsed.contains(i);
    const std::string &facts = isParsed ? extraction.results[next++].extracted.facts : now.results[i].extracted.facts;
    const SourceUnit &unit = job.database.units[i];
    if (!facts.empty()) units.push_back(readFacts(facts, unit.target, unit.command.file));
  }
  return units;
}

/// The files whose suppressions are looked at, under their earlier names.
std::set<std::string> earlierFiles(const Job &job, const Changes &changes, const Extraction &now) {
  const std::string &root = job.project.root;
  std::set<std::string> files;
  for (const std::string &file : ownFiles(job, now)) {
    const ChangedFile *change = changeOf(changes, absolutePath(file, root));
    if (!change)
      files.insert(file);
    else if (!change->before.empty())
      files.insert(relativeTo(root, change->before));
  }
  return files;
}

/// What was found then, by the names that the files have now. What a comment accepted then was not reported.
std::vector<Identity> earlierIdentities(const Job &job, const Changes &changes, const Extraction &now,
                                        const Options &options) {
  const std::string &root = job.project.root;
  Sources sources(root);
  const Overlay overlay(changes, root, sources);
  Report report;
  report.root = root;
  report.checks = job.checks;
  Options silent = options;
  silent.quiet = true;
  suppress(findAll(job, earlierUnits(job, changes, now, overlay, options), silent, report), report, sources);
  checkSuppressions(report, earlierFiles(job, changes, now), sources, isWhole(options));

  std::vector<Identity> identities;
  for (const Finding &finding : report.findings) {
    Identity identity = identityOf(finding, sources);
    for (const ChangedFile &file : changes.files)
      if (!file.now.empty() && !file.before.empty() && identity.file == relativeTo(root, file.before))
        identity.file = relativeTo(root, file.now);
    identities.push_back(std::move(identity));
  }
  return identities;
}

bool isTouched(const Changes &changes, const std::string &root, const Location &at, const Sources &sources) {
  const std::string path = absolutePath(at.file, root);
  for (std::uint32_t line = at.line; line <= sources.rangeOf(at).end.line; ++line)
    if (changes.touches(path, line)) return true;
  return false;
}

/// Where reviewers look: the place itself where it changed, else the first step of the chain that did.
std::optional<Location> changedStep(const Finding &finding, const Changes &changes, const std::string &root,
                                    const Sources &sources) {
  if (isTouched(changes, root, finding.at, sources)) return std::nullopt;
  for (const std::vector<Step> *steps : {&finding.steps, &finding.related})
    for (const Step &step : *steps)
      if (isTouched(changes, root, step.at, sources)) return step.at;
  return std::nullopt;
}

}  // namespace

void compareWithRevision(const Job &job, Report &report, const Changes &changes, const Extraction &now,
                         const Options &options) {
  report.comparedWith = options.since;
  if (report.findings.empty()) return;
  const std::string &root = job.project.root;
  const Sources sources(root);
  std::vector<Identity> identities;
  for (const Finding &finding : report.findings) identities.push_back(identityOf(finding, sources));
  const auto matches = matchIdentities(earlierIdentities(job, changes, now, options), identities);

  std::vector<Finding> fresh;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    Finding &finding = report.findings[i];
    if (matches[i]) {
      report.suppressed.push_back({std::move(finding), Acceptance::Revision, {}, matches[i]->edited});
      continue;
    }
    report.shownAt.push_back(changedStep(finding, changes, root, sources));
    fresh.push_back(std::move(finding));
  }
  report.findings = std::move(fresh);
}

}  // namespace cotidy
