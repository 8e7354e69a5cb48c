// Pipeline.cpp: the stations between options and report.
#include "driver/Pipeline.h"

#include "analysis/CostCandidates.h"
#include "analysis/Coverage.h"
#include "analysis/Facts.h"
#include "checks/Run.h"
#include "driver/CheckOptions.h"
#include "driver/CleanCommand.h"
#include "driver/Display.h"
#include "driver/Figures.h"
#include "driver/JsonInput.h"
#include "driver/Names.h"
#include "driver/Progress.h"
#include "driver/RefineCosts.h"
#include "driver/Suppress.h"
#include "driver/SuppressionRules.h"
#include "driver/Terminal.h"
#include "driver/UserError.h"

#include "Build.h"  // generated

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <thread>
#include <tuple>
#include <utility>

namespace cotidy {

namespace {

namespace fs = std::filesystem;

/// The folder of the real database, not of a link to it in the sources; empty where the sources lie in it.
std::string buildFolderOf(const CompileDatabase &database, const std::string &root) {
  if (database.file.empty()) return {};
  std::error_code ignored;
  const fs::path real = fs::canonical(database.file, ignored);
  const std::string folder = (ignored ? fs::path(database.file) : real).parent_path().string();
  return isBelow(root, folder) ? std::string() : folder;
}

/// Where the project is looked for: at the sources, but not at those that the build generates.
std::string startOf(const CompileDatabase &database) {
  const std::string build = fs::path(database.file).parent_path().string();
  std::vector<std::string> all, written;
  for (const SourceUnit &unit : database.units) all.push_back(unit.command.file);
  for (const Unusable &unit : database.unusable) all.push_back(unit.file);
  for (const std::string &file : all)
    if (build.empty() || !isBelow(file, build)) written.push_back(file);
  return commonFolder(written.empty() ? all : written);
}

Models readModels(const Project &project, const Options &options) {
  Models models = Models::builtin();
  addFigures(models, project.root);
  std::vector<std::string> files = project.config.models;
  files.insert(files.end(), options.models.begin(), options.models.end());
  for (const std::string &file : files)
    if (const auto error = models.add(file, readInput(file, "the model file"))) throw UserError(error->message);
  return models;
}

bool isSameFile(const std::string &a, const std::string &b) {
  std::error_code ignored;
  return a == b || fs::equivalent(a, b, ignored);
}

/// The path of a named file or folder as the database spells it.
std::string resolve(const std::string &named, const CompileDatabase &database) {
  const std::string path = absolutePath(named);
  for (const Unusable &unit : database.unusable)
    if (unit.file == path) return path;
  if (!fs::exists(path)) throw UserError("there is no file '" + named + "'");
  if (fs::is_directory(path)) return path;
  for (const SourceUnit &unit : database.units)
    if (unit.command.file == path) return path;
  for (const SourceUnit &unit : database.units)
    if (isSameFile(unit.command.file, path)) return unit.command.file;
  if (hasSourceExtension(path))
    throw UserError("'" + named + "' is not in " + database.file +
                    "; run cmake again, or give its flags: 'cotidy check " + named + " -- FLAG…'");
  return path;
}

bool isNamed(const std::string &file, const std::vector<std::string> &names) {
  return names.empty() || std::ranges::any_of(names, [&](const std::string &named) { return isBelow(file, named); });
}

void keepNamed(CompileDatabase &database, const std::vector<std::string> &names) {
  std::erase_if(database.units, [&](const SourceUnit &unit) { return !isNamed(unit.command.file, names); });
  std::erase_if(database.unusable, [&](const Unusable &unit) { return !isNamed(unit.file, names); });
  if (database.units.empty() && database.unusable.empty())
    throw UserError("--isolated: none of the named files is a source of " + database.file);
}

Failure failureOf(const std::string &file, const WorkerResult &result) {
  if (result.end == WorkerResult::Crashed) return {file, FailureKind::Crash, result.reason};
  if (result.end == WorkerResult::Limited) return {file, FailureKind::Limit, result.reason};
  const FailureKind kind = result.extracted.missing.empty() ? FailureKind::ParseError : FailureKind::MissingHeader;
  if (kind == FailureKind::ParseError) return {file, kind, result.extracted.errors.front()};
  return {file, kind, "'" + result.extracted.missing.front() + "' file not found; build the project first"};
}

bool byPlace(const Finding &a, const Finding &b) {
  return std::tie(a.at, a.rule, a.message) < std::tie(b.at, b.rule, b.message);
}

void addCounts(Report &report, const Analysis &analysis) {
  const auto counts = analysis.counts();
  report.counts.files += counts.units;
  report.counts.functions += counts.functions;
  report.counts.coroutines += counts.coroutines;
  report.counts.eventLoops += counts.loops;
  report.counts.unknownCallees += counts.unknownCallees;
}

void add(Share &share, const Coverage::Section &section) {
  share.known += section.known();
  share.total += section.total();
}

/// How much of a program is known.
void addCoverage(Statistics &statistics, const Analysis &analysis, const Scope &scope) {
  const Counts counts = analysis.counts();
  statistics.ambiguous += counts.ambiguous;
  statistics.unloweredBodies += counts.unloweredBodies;
  const Coverage coverage = coverageOf(analysis, [&](const std::string &file) { return scope.allows(file); });
  add(statistics.awaited, coverage.awaited);
  add(statistics.calls, coverage.calls);
  add(statistics.types, coverage.types);
}

/// The findings of one program; its figures go into the report.
std::vector<Finding> findIn(std::vector<UnitInput> units, const Job &job, const Options &options, Report &report) {
  using Clock = std::chrono::steady_clock;
  const auto seconds = [](Clock::duration time) { return std::chrono::duration<double>(time).count(); };
  const auto start = Clock::now();
  Analysis analysis = analyse(std::move(units), job.models, job.settings);
  if (options.costFromIr) refineCosts(analysis, costCandidates(analysis), job, options);
  const auto linked = Clock::now();
  noteAnnotations(analysis, options);
  addCounts(report, analysis);
  std::vector<Finding> findings = runChecks(analysis, report.checks);
  if (!report.statistics) return findings;
  report.statistics->link += seconds(linked - start);
  report.statistics->check += seconds(Clock::now() - linked);
  addCoverage(*report.statistics, analysis, *job.scope);
  return findings;
}

Gate gateOf(const Config &config, const Options &options) {
  if (options.gate) return *options.gate;
  return config.failOn ? parseGate(*config.failOn, config.file + ": failOn") : Gate();
}

/// What all jobs have in common, once project and database are known.
void finishJob(Job &job, const Options &options) {
  job.models = readModels(job.project, options);
  job.settings = readCheckOptions(job.project.root);
  job.checks = selectChecks(options.checks, allRules());
  job.gate = gateOf(job.project.config, options);
  Scope::Limits limits{buildFolderOf(job.database, job.project.root), options.headerFilter, {}, job.named, {}};
  limits.namedOnly = !job.named.empty() && !options.hasFlags;  // behind `--` the files are the program
  for (const SourceUnit &unit : job.database.units) limits.sources.push_back(unit.command.file);
  job.scope.emplace(job.project, std::move(limits));
}

}  // namespace

Job prepareJob(const Options &options, std::span<const std::string> files) {
  Job job;
  if (options.hasFlags) {
    if (files.empty()) throw UserError("flags behind '--' need the files that they are for");
    job.database = commandsOf(files, options.flags);
  } else {
    const std::string start = files.empty() ? fs::current_path().string() : absolutePath(files.front());
    job.database = readCompileDatabase(findCompileDatabase(options.build, start));
  }
  job.project = findProject(startOf(job.database));
  for (SourceUnit &unit : job.database.units)
    if (unit.target.empty())
      unit.target = job.project.config.programOf(relativeTo(job.project.root, unit.command.file));
  std::ranges::sort(job.database.units, std::less<>());
  for (const std::string &file : files) job.named.push_back(resolve(file, job.database));
  if (options.isolated) keepNamed(job.database, job.named);
  finishJob(job, options);
  return job;
}

Job prepareJobWithoutSources(const Options &options) {
  Job job;
  job.project = findProject(fs::current_path().string());
  finishJob(job, options);
  return job;
}

UnitInput readFacts(std::string_view bytes, std::string target, const std::string &origin) {
  std::string error;
  UnitInput input;
  input.unit = readUnit(bytes, error);
  input.target = std::move(target);
  if (!input.unit) throw UserError(origin + ": " + error);
  return input;
}

Extraction extractUnits(const Job &job, const CompileDatabase &database, const Options &options) {
  ExtractOptions extractOptions;
  extractOptions.root = job.project.root;
  extractOptions.deep = options.deep;
  const unsigned jobs = options.jobs ? options.jobs : std::max(1U, std::thread::hardware_concurrency());

  Extraction extraction;
  const auto nameOfUnit = [&](const std::string &file) { return relativeTo(job.project.root, file); };
  for (const Unusable &unit : database.unusable)
    extraction.failures.push_back({nameOfUnit(unit.file), FailureKind::MissingFile, unit.reason});
  {
    Progress progress(database.units.size(), !options.quiet);
    extraction.results = extractInWorkers(database.units, extractOptions, jobs, [&](const SourceUnit &unit) {
      progress.step(nameOfUnit(unit.command.file));
    });
  }
  for (std::size_t i = 0; i < extraction.results.size(); ++i) {
    const WorkerResult &result = extraction.results[i];
    if (result.end != WorkerResult::Done || !result.extracted.errors.empty())
      extraction.failures.push_back(failureOf(nameOfUnit(database.units[i].command.file), result));
  }
  const auto key = [](const Failure &failure) { return std::tie(failure.file, failure.kind, failure.error); };
  std::ranges::sort(extraction.failures, {}, key);
  const auto repeated = std::ranges::unique(extraction.failures, {}, key);  // one source in several targets
  extraction.failures.erase(repeated.begin(), repeated.end());
  return extraction;
}

std::vector<UnitInput> takeUnits(Extraction &extraction, const CompileDatabase &database) {
  std::vector<UnitInput> units;
  for (std::size_t i = 0; i < extraction.results.size(); ++i) {
    const std::string facts = std::exchange(extraction.results[i].extracted.facts, {});
    if (facts.empty()) continue;  // the unit is among the failures
    units.push_back(readFacts(facts, database.units[i].target, database.units[i].command.file));
  }
  return units;
}

void noteAnnotations(const Analysis &analysis, const Options &options) {
  if (options.quiet) return;
  for (const std::string &problem : analysis.calls().annotations().problems())
    printError("cotidy: note: " + displayText(problem) + "\n");
}

std::vector<Finding> findAll(const Job &job, std::vector<UnitInput> units, const Options &options, Report &report) {
  if (!options.isolated) return findIn(std::move(units), job, options, report);
  std::vector<Finding> all;
  for (UnitInput &unit : units) {
    std::vector<UnitInput> one;
    one.push_back(std::move(unit));
    std::ranges::move(findIn(std::move(one), job, options, report), std::back_inserter(all));
  }
  std::ranges::sort(all, byPlace);
  const auto repeated = std::ranges::unique(all);  // of a header that several units include
  all.erase(repeated.begin(), repeated.end());
  return all;
}

void noteFailures(std::span<const Failure> failures) {
  std::string text;
  for (const Failure &failure : failures)
    text += "cotidy: " + displayText(failure.file + ": not analysed: " + failure.error) + "\n";
  printError(text);
}

// What did not compile is known in part: a path may end where the front end gave up.
static void doubtWhatFailed(const Report &report, std::vector<Finding> &findings) {
  for (Finding &finding : findings)
    if (std::ranges::find(report.failures, finding.at.file, &Failure::file) != report.failures.end())
      finding.confidence = Confidence::Possible;
}

bool isWhole(const Options &options) { return !options.hasFlags && !options.isolated; }

std::set<std::string> ownFiles(const Job &job, const Extraction &extraction) {
  std::set<std::string> read, own;
  for (const WorkerResult &result : extraction.results)
    read.insert(result.extracted.dependencies.begin(), result.extracted.dependencies.end());
  for (const std::string &path : read)
    if (const std::string file = relativeTo(job.project.root, path); job.scope->allows(file)) own.insert(file);
  return own;
}

Report makeReport(const Job &job, std::vector<UnitInput> units, std::vector<Failure> failures, const Options &options,
                  const std::set<std::string> &read) {
  Report report;
  report.version = build::version;
  report.root = job.project.root;
  report.page = pageOf;
  report.checks = job.checks;
  report.failures = std::move(failures);
  report.counts.models = job.models.libraries().size();
  if (options.stats) report.statistics.emplace();
  std::vector<Finding> findings = findAll(job, std::move(units), options, report);
  std::erase_if(findings, [&](const Finding &finding) { return !job.scope->allows(finding.at.file); });
  doubtWhatFailed(report, findings);
  const Sources sources(report.root);
  for (const std::string &note : suppress(std::move(findings), report, sources))
    if (!options.quiet) printError("cotidy: note: " + note + "\n");
  checkSuppressions(report, read, sources, isWhole(options) && report.failures.empty());
  return report;
}

ExitCode exitCodeOf(const Job &job, std::span<const Finding> findings, bool incomplete, const Options &options) {
  if (incomplete && !options.allowIncomplete) return Incomplete;
  return std::ranges::any_of(findings, job.gate) ? Findings : Clean;
}

}  // namespace cotidy
