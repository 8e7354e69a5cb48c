// CheckCommand.cpp: the pipeline from end to end, and where its report goes.
#include "driver/CheckCommand.h"

#include "driver/BaselineGate.h"
#include "driver/Fold.h"
#include "driver/Formats.h"
#include "driver/JsonInput.h"
#include "driver/Pipeline.h"
#include "driver/RunFeedback.h"
#include "driver/Since.h"
#include "driver/Terminal.h"
#include "driver/UserError.h"

#include <algorithm>
#include <chrono>
#include <tuple>

namespace cotidy {

namespace {

using Clock = std::chrono::steady_clock;

void count(std::string &text, std::size_t number, const std::string &what) {
  if (number != 0) text += "cotidy: note: " + std::to_string(number) + " " + what + "\n";
}

/// What the database holds and we do not read: silence would look like a clean bill.
void noteWhatWasSkipped(const CompileDatabase &database, const Options &options) {
  if (options.quiet) return;
  std::string text;
  count(text, database.otherLanguages, "compile command(s) skipped: not C++");
  count(text, database.otherCompilers,
        "compile command(s) skipped: for a compiler whose flags are not clang's (nvcc, cl)");
  printError(text);
}

void printStats(const Report &report, const Options &options) {
  if (!options.stats) return;
  const Totals &counts = report.counts;
  printError("cotidy: " + std::to_string(counts.files) + " units, " + std::to_string(counts.functions) +
             " functions, " + std::to_string(counts.coroutines) + " coroutines, " + std::to_string(counts.eventLoops) +
             " on event loops, " + std::to_string(counts.unknownCallees) + " unknown callees, " +
             std::to_string(report.checks.size()) + " rules, " + std::to_string(report.suppressed.size()) +
             " suppressed\n");
}

/// Compares with the baseline, and then as `compareMore` says: stale entries are judged by all findings.
template <class Compare>
ExitCode finish(const Job &job, Report report, const Options &options, Clock::time_point start, Compare compareMore) {
  weighByEvidence(report, options);
  const BaselineVerdict verdict = compareWithBaseline(job, report, options);
  compareMore(report);
  foldEqualLeaves(report);
  report.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  writeOutputs(report, options);
  printStats(report, options);
  noteVerdict(verdict, options);
  const ExitCode code = exitCodeOf(job, report.findings, !report.failures.empty(), options);
  return code == Clean && verdict.fails ? Findings : code;
}

}  // namespace

ExitCode runCheck(const Options &options) {
  const auto start = Clock::now();
  requireFolders(options);
  const Job job = prepareJob(options, options.operands);
  noteWhatWasSkipped(job.database, options);
  const bool compares = !options.since.empty();
  const Changes changes = compares ? changesSince(job.project.root, options.since) : Changes();
  Extraction extraction = extractUnits(job, job.database, options);
  const Extraction kept = compares ? extraction : Extraction();  // the program takes the facts away
  Report report = makeReport(job, takeUnits(extraction, job.database), extraction.failures, options,
                             ownFiles(job, extraction));
  return finish(job, std::move(report), options, start, [&](Report &all) {
    if (compares) compareWithRevision(job, all, changes, kept, options);
  });
}

ExitCode runLink(const Options &options) {
  const auto start = Clock::now();
  if (options.operands.empty()) throw UserError("link: no facts given; 'cotidy facts FILE -o FILE.facts' makes them");
  requireFolders(options);
  const Job job = prepareJobWithoutSources(options);
  std::vector<UnitInput> units;
  for (const std::string &file : options.operands) units.push_back(readFacts(readInput(file, "the facts"), "", file));
  for (UnitInput &unit : units) unit.target = job.project.config.programOf(unit.unit->source);
  std::ranges::sort(units, {}, [](const UnitInput &unit) { return std::tie(unit.unit->source, unit.target); });
  return finish(job, makeReport(job, std::move(units), {}, options), options, start, [](const Report &) {});
}

}  // namespace cotidy
