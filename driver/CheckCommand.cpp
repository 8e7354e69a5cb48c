// CheckCommand.cpp: the pipeline from end to end, and where its report goes.
#include "driver/CheckCommand.h"

#include "driver/JsonInput.h"
#include "driver/JsonWriter.h"
#include "driver/Pipeline.h"
#include "driver/SarifWriter.h"
#include "driver/Terminal.h"
#include "driver/TextWriter.h"
#include "driver/UserError.h"
#include "driver/Write.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <tuple>

namespace cotidy {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

std::vector<Output> outputsOf(const Options &options) {
  if (!options.outputs.empty()) return options.outputs;
  return {{"text", "-"}};
}

/// Known before the long part of the run, not after it.
void requireFolders(const Options &options) {
  for (const Output &output : outputsOf(options)) {
    const fs::path folder = fs::path(output.file).parent_path();
    if (!folder.empty() && !fs::is_directory(folder))
      throw UserError("--output: there is no folder '" + folder.string() + "' for '" + output.file +
                      "'; make it first");
  }
}

std::string render(const Output &output, const Report &report, const Sources &sources, const Options &options) {
  if (output.format == "sarif") return toSarif(report, sources);
  if (output.format == "json") return toJson(report, sources);
  TextOptions text;
  text.colour = output.file == "-" && wantsColor(options.color);
  text.summary = !options.quiet;
  text.from = fs::current_path().string();
  return toText(report, sources, text);
}

void write(const Report &report, const Options &options) {
  const Sources sources(report.root);
  for (const Output &output : outputsOf(options)) {
    const std::string text = render(output, report, sources, options);
    if (output.file == "-") {
      print(text);
    } else if (const std::string error = writeFileAtomically(output.file, text); !error.empty()) {
      throw UserError("--output: " + error);
    }
  }
}

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

ExitCode finish(const Job &job, std::vector<UnitInput> units, std::vector<Failure> failures, const Options &options,
                Clock::time_point start) {
  Report report = makeReport(job, std::move(units), std::move(failures), options);
  report.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  write(report, options);
  printStats(report, options);
  return exitCodeOf(job, report.findings, !report.failures.empty(), options);
}

}  // namespace

ExitCode runCheck(const Options &options) {
  const auto start = Clock::now();
  requireFolders(options);
  const Job job = prepareJob(options, options.operands);
  noteWhatWasSkipped(job.database, options);
  Extraction extraction = extractUnits(job, job.database, options);
  return finish(job, takeUnits(extraction, job.database), std::move(extraction.failures), options, start);
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
  return finish(job, std::move(units), {}, options, start);
}

}  // namespace cotidy
