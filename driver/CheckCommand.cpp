// CheckCommand.cpp: the pipeline from end to end, and where its report goes.
#include "driver/CheckCommand.h"

#include "driver/BaselineGate.h"
#include "driver/Fold.h"
#include "driver/Formats.h"
#include "driver/JsonInput.h"
#include "driver/Pipeline.h"
#include "driver/RunFeedback.h"
#include "driver/Since.h"
#include "driver/Statistics.h"
#include "driver/Terminal.h"
#include "driver/UserError.h"

#include <algorithm>
#include <chrono>
#include <tuple>

namespace cotidy {

namespace {

using Clock = std::chrono::steady_clock;

/// Since the start of the command.
struct Timer {
  Clock::time_point start = Clock::now();
  double parse = 0;  // until the facts were there

  double seconds() const { return std::chrono::duration<double>(Clock::now() - start).count(); }
};

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

/// Text names the files that could not be analysed; where nobody reads text, the exit code 3 must not stand alone.
bool readsText(const Options &options) {
  const auto shown = [](const Output &output) { return output.file == "-" && output.format == "text"; };
  return options.outputs.empty() || std::ranges::any_of(options.outputs, shown);
}

/// Compares with the baseline, and then as `compareMore` says: stale entries are judged by all findings.
template <class Compare>
ExitCode finish(const Job &job, Report report, const Options &options, Timer timer, Compare compareMore) {
  Extras extras;
  if (report.statistics) report.statistics->parse = timer.parse;
  weighByEvidence(report, extras, options);
  const BaselineVerdict verdict = compareWithBaseline(job, report, options);
  compareMore(report);
  foldEqualLeaves(report);
  report.seconds = timer.seconds();
  writeOutputs(report, options, extras);
  if (!readsText(options)) noteFailures(report.failures);
  printError(statisticsText(report));
  noteVerdict(verdict, options);
  const ExitCode code = exitCodeOf(job, report.findings, !report.failures.empty(), options);
  return code == Clean && verdict.fails ? Findings : code;
}

}  // namespace

ExitCode runCheck(const Options &options) {
  Timer timer;
  requireFolders(options);
  if (options.costFromIr && !options.since.empty())
    throw UserError("--cost=ir and --since exclude each other: the code of the earlier program is not compiled");
  const Job job = prepareJob(options, options.operands);
  noteWhatWasSkipped(job.database, options);
  const bool compares = !options.since.empty();
  const Changes changes = compares ? changesSince(job.project.root, options.since) : Changes();
  Extraction extraction = extractUnits(job, job.database, options);
  timer.parse = timer.seconds();
  const Extraction kept = compares ? extraction : Extraction();  // the program takes the facts away
  Report report =
      makeReport(job, takeUnits(extraction, job.database), extraction.failures, options, ownFiles(job, extraction));
  return finish(job, std::move(report), options, timer, [&](Report &all) {
    if (compares) compareWithRevision(job, all, changes, kept, options);
  });
}

ExitCode runLink(const Options &options) {
  Timer timer;
  if (options.operands.empty()) throw UserError("link: no facts given; 'cotidy facts FILE -o FILE.facts' makes them");
  requireFolders(options);
  const Job job = prepareJobWithoutSources(options);
  std::vector<UnitInput> units;
  for (const std::string &file : options.operands) units.push_back(readFacts(readInput(file, "the facts"), "", file));
  timer.parse = timer.seconds();
  for (UnitInput &unit : units) unit.target = job.project.config.programOf(unit.unit->source);
  std::ranges::sort(units, {}, [](const UnitInput &unit) { return std::tie(unit.unit->source, unit.target); });
  return finish(job, makeReport(job, std::move(units), {}, options), options, timer, [](const Report &) {});
}

}  // namespace cotidy
