// FixCommand.cpp: check, plan, write, and look again. A change that breaks a file is taken back as a whole.
#include "driver/FixCommand.h"

#include "driver/FixEngine.h"
#include "driver/Pipeline.h"
#include "driver/Terminal.h"
#include "driver/UserError.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace cotidy {

namespace {

namespace fs = std::filesystem;

/// "file:12:3: error: text" -> "error: text": places move when code is edited.
std::string withoutPlace(const std::string &error) {
  const auto at = error.find("error: ");
  return at == std::string::npos ? error : error.substr(at);
}

std::multiset<std::string> errorsOf(const WorkerResult &result) {
  if (result.end != WorkerResult::Done) return {result.reason};
  std::multiset<std::string> errors;
  for (const std::string &error : result.extracted.errors) errors.insert(withoutPlace(error));
  return errors;
}

/// Parses again what reads a changed file, and tells the errors that were not there before.
class Recheck {
public:
  Recheck(const Job &job, const std::vector<WorkerResult> &before, const Options &options)
      : job_(job), before_(before), options_(options) {}

  std::vector<std::string> operator()(const std::vector<std::string> &files) const {
    CompileDatabase touched;
    std::vector<std::size_t> index;
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (!reads(i, files)) continue;
      touched.units.push_back(job_.database.units[i]);
      index.push_back(i);
    }
    const Extraction after = extractUnits(job_, touched, options_);
    std::vector<std::string> fresh;
    for (std::size_t i = 0; i < index.size(); ++i) addFresh(before_[index[i]], after.results[i], fresh);
    return fresh;
  }

private:
  bool reads(std::size_t unit, const std::vector<std::string> &files) const {
    const std::vector<std::string> &dependencies = before_[unit].extracted.dependencies;
    return std::ranges::any_of(files, [&](const std::string &file) {
      const std::string path = absolutePath(file, job_.project.root);
      return path == job_.database.units[unit].command.file || std::ranges::binary_search(dependencies, path);
    });
  }

  static void addFresh(const WorkerResult &before, const WorkerResult &after, std::vector<std::string> &fresh) {
    std::multiset<std::string> known = errorsOf(before);
    if (after.end != WorkerResult::Done) {
      if (!known.contains(after.reason)) fresh.push_back(after.reason);
      return;
    }
    for (const std::string &error : after.extracted.errors) {
      const auto found = known.find(withoutPlace(error));
      if (found == known.end())
        fresh.push_back(error);
      else
        known.erase(found);
    }
  }

  const Job &job_;
  const std::vector<WorkerResult> &before_;
  const Options &options_;
};

/// A file that was written after the analysis began does not hold what was analysed any more.
bool isOlder(const std::string &path, fs::file_time_type start) {
  std::error_code error;
  const auto written = fs::last_write_time(path, error);
  return !error && written <= start;
}

std::string summaryOf(const FixPlan &plan, std::size_t files, const std::vector<Finding> &findings, bool dryRun) {
  std::string text = std::string(dryRun ? "would apply " : "applied ") + std::to_string(plan.chosen.size()) +
                     " fix(es) in " + std::to_string(files) + " file(s)\n";
  for (const SkippedFix &skipped : plan.skipped) {
    const Location &at = findings[skipped.finding].at;
    text +=
        at.file + ":" + std::to_string(at.line) + ": not applied: " + skipped.reason + "; run fix again afterwards\n";
  }
  if (plan.needReview != 0)
    text += std::to_string(plan.needReview) +
            " finding(s) have fixes that need a review: see them with --dry-run --unsafe\n";
  return text;
}

std::vector<Finding> unfixed(const std::vector<Finding> &findings, const FixPlan &plan) {
  std::set<std::size_t> fixed;
  for (const ChosenFix &chosen : plan.chosen) fixed.insert(chosen.finding);
  std::vector<Finding> rest;
  for (std::size_t i = 0; i < findings.size(); ++i)
    if (!fixed.contains(i)) rest.push_back(findings[i]);
  return rest;
}

}  // namespace

ExitCode runFix(const Options &options) {
  const Job job = prepareJob(options, options.operands);
  const auto start = fs::file_time_type::clock::now();
  Extraction extraction = extractUnits(job, job.database, options);
  const Report report =
      makeReport(job, takeUnits(extraction, job.database), extraction.failures, options, ownFiles(job, extraction));
  noteFailures(report.failures);

  FixSettings settings;
  settings.root = job.project.root;
  settings.unchanged = [&](const std::string &file, std::string_view) {
    return isOlder(absolutePath(file, job.project.root), start);
  };
  settings.recheck = Recheck(job, extraction.results, options);
  const FixPlan plan = planFixes(report.findings, options.unsafe);
  std::string error;
  const std::vector<FileChange> changes = prepareChanges(plan, settings, error);
  if (!error.empty()) throw UserError("fix: " + error);
  if (options.dryRun)
    print(asPatch(changes));
  else if (error = writeChanges(changes, settings); !error.empty())
    throw UserError("fix: " + error);

  if (!options.quiet) printError(summaryOf(plan, changes.size(), report.findings, options.dryRun));
  const std::vector<Finding> left = options.dryRun ? report.findings : unfixed(report.findings, plan);
  return exitCodeOf(job, left, !report.failures.empty(), options);
}

}  // namespace cotidy
