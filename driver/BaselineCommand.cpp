// BaselineCommand.cpp: each action is one row of a table. The three that write analyse first, and leave the file as it
// was where the analysis is not complete: what was not looked at would look fixed.
#include "driver/BaselineCommand.h"

#include "driver/BaselineGate.h"
#include "driver/Display.h"
#include "driver/Names.h"
#include "driver/Terminal.h"
#include "driver/UserError.h"
#include "driver/Write.h"

#include <algorithm>
#include <array>
#include <filesystem>

namespace cotidy {

namespace {

namespace fs = std::filesystem;

/// What a run knows that is to change the file.
struct Run {
  Job job;
  Report report;
  std::string file;
};

Run prepareRun(const Options &options) {
  Run run{prepareJob(options, std::span(options.operands).subspan(1)), {}, {}};
  run.file = baselineFile(run.job, options);
  if (run.file == "none") throw UserError("baseline: there is none to write: it is switched off with 'none'");
  return run;
}

void extractAndCheck(Run &run, const Options &options) {
  Extraction extraction = extractUnits(run.job, run.job.database, options);
  run.report = makeReport(run.job, takeUnits(extraction, run.job.database), extraction.failures, options,
                          ownFiles(run.job, extraction));
  noteFailures(run.report.failures);
}

bool mayWrite(const Run &run, const Options &options) {
  if (run.report.failures.empty() || options.allowIncomplete) return true;
  printError("cotidy: error: '" + run.file +
             "' is left as it is, because the analysis is incomplete; mend the above, "
             "or say --allow-incomplete\n");
  return false;
}

void writeBaseline(const std::string &file, const Baseline &baseline) {
  if (const std::string error = writeFileAtomically(file, toText(baseline)); !error.empty())
    throw UserError("baseline: " + error);
}

std::string counted(std::size_t number, std::string_view what) {
  return std::to_string(number) + " " + std::string(number == 1 ? what : std::string(what) + "s");
}

void tell(const std::string &text, const Options &options) {
  if (!options.quiet) printError("cotidy: " + displayText(text) + "\n");
}

BaselineEntry newEntry(const Finding &finding, const Sources &sources, const Options &options) {
  return {identityOf(finding, sources), options.reason, options.until};
}

ExitCode create(const Options &options) {
  Run run = prepareRun(options);
  const std::string inTheWay = "baseline: '" + run.file + "' is there already; 'cotidy baseline update' changes it";
  if (fs::exists(run.file)) throw UserError(inTheWay);
  extractAndCheck(run, options);
  if (!mayWrite(run, options)) return Incomplete;
  const Sources sources(run.report.root);
  Baseline baseline;
  for (const Finding &finding : run.report.findings) baseline.push_back(newEntry(finding, sources, options));
  writeBaseline(run.file, baseline);
  tell("'" + run.file + "' accepts " + counted(baseline.size(), "finding"), options);
  return Clean;
}

/// Known findings keep reason and end; `grow` says whether new ones come in.
ExitCode change(const Options &options, bool grow) {
  Run run = prepareRun(options);
  const Baseline old = readBaseline(run.file);
  grow = grow && !isStrict(run.job, options);
  extractAndCheck(run, options);
  if (!mayWrite(run, options)) return Incomplete;
  const Sources sources(run.report.root);
  const BaselineMatch match = matchBaseline(old, run.report.findings, sources);
  const std::vector<std::size_t> stale = staleEntries(run.job, run.report, old, match.stale);

  Baseline baseline;
  std::size_t added = 0, refused = 0;
  for (std::size_t i = 0; i < run.report.findings.size(); ++i) {
    const Finding &finding = run.report.findings[i];
    if (const auto &known = match.entryOf[i]) {
      baseline.push_back({identityOf(finding, sources), old[known->old].reason, old[known->old].until});
    } else if (grow) {
      baseline.push_back(newEntry(finding, sources, options));
      ++added;
    } else {
      ++refused;
    }
  }
  for (const std::size_t index : match.stale)
    if (!std::ranges::binary_search(stale, index)) baseline.push_back(old[index]);  // this run did not look there
  writeBaseline(run.file, baseline);
  tell("'" + run.file + "': " + std::to_string(added) + " added, " + std::to_string(stale.size()) + " taken out, " +
           counted(baseline.size(), "finding") + " accepted",
       options);
  if (refused != 0) tell(counted(refused, "new finding") + " not added: the baseline may only shrink", options);
  return Clean;
}

ExitCode update(const Options &options) { return change(options, /*grow=*/true); }
ExitCode prune(const Options &options) { return change(options, /*grow=*/false); }

ExitCode show(const Options &options) {
  Job job;
  job.project = findProject(fs::current_path().string());
  const std::string file = baselineFile(job, options), day = today();
  std::string text;
  for (const BaselineEntry &entry : readBaseline(file)) {
    text += displayText(entry.identity.file + ": " + ruleId(entry.identity.rule));
    if (!entry.identity.function.empty()) text += displayText(" in " + entry.identity.function);
    text += "\n";
    if (!entry.identity.code.empty()) text += "    " + displayText(entry.identity.code) + "\n";
    if (!entry.reason.empty()) text += "    reason: " + displayText(entry.reason) + "\n";
    if (!entry.until.empty()) text += "    until: " + entry.until + (isOver(entry, day) ? " (over)" : "") + "\n";
  }
  print(text.empty() ? "the baseline accepts nothing\n" : text);
  return Clean;
}

struct Action {
  std::string_view name;
  ExitCode (*run)(const Options &);
};

constexpr std::array actions = {Action{"create", create}, Action{"update", update}, Action{"prune", prune},
                                Action{"show", show}};

}  // namespace

ExitCode runBaseline(const Options &options) {
  std::vector<std::string_view> names;
  for (const Action &action : actions) names.push_back(action.name);
  if (options.operands.empty()) throw UserError("baseline: say what to do: create, update, prune or show");
  if (!options.until.empty() && !isDay(options.until))
    throw UserError("--until: '" + options.until + "' is not a day; write it as in 2027-01-31");
  for (const Action &action : actions)
    if (action.name == options.operands.front()) return action.run(options);
  throw UserError("baseline: " + unknownName("action", options.operands.front(), names));
}

}  // namespace cotidy
