// RunCommand.cpp: findings first, where a build folder is named; then the run; then both side by side.
#include "driver/RunCommand.h"

#include "driver/Fingerprint.h"
#include "driver/Pipeline.h"
#include "driver/RunProcess.h"
#include "driver/RunReport.h"
#include "driver/Terminal.h"
#include "driver/UserError.h"
#include "driver/Write.h"

#include <filesystem>
#include <optional>

namespace cotidy {

namespace {

namespace fs = std::filesystem;

Options withoutCommand(const Options &options) {
  Options checking = options;
  checking.flags.clear();
  checking.hasFlags = false;
  return checking;
}

/// The findings of `check`, without what the run says of them.
std::vector<JudgedFinding> findingsOf(const Job &job, const Options &checking, const Sources &sources) {
  Extraction extraction = extractUnits(job, job.database, checking);
  const Report report = makeReport(job, takeUnits(extraction, job.database), std::move(extraction.failures), checking);
  std::vector<const Finding *> all;
  for (const Finding &finding : report.findings) all.push_back(&finding);
  const std::vector<std::string> prints = fingerprints(all, sources);
  std::vector<JudgedFinding> findings;
  for (std::size_t i = 0; i < all.size(); ++i) findings.push_back({*all[i], prints[i], {}});
  return findings;
}

/// What a reader must know before trusting a silence.
void warn(const Recording &recording) {
  if (recording.processes == 0) {
    printError("cotidy: warning: nothing was recorded: the program is linked statically, or drops its environment\n");
    return;
  }
  if (recording.coroutines == 0)
    printError("cotidy: warning: no instrumented coroutine was loaded; calls are judged by their stacks, lost tasks "
               "cannot be seen. Build with cotidy-clang++ (docs/runtime.md)\n");
  if (!recording.symbols && (!recording.calls.empty() || !recording.stalls.empty()))
    printError("cotidy: warning: the program has no debug information: places are unknown. Build with -g, and do not "
               "strip\n");
}

void write(const RunReport &report, const Options &options) {
  if (options.outputs.empty() && !options.quiet) printError(toText(report));
  for (const Output &output : options.outputs) {
    if (output.format != "text" && output.format != "json")
      throw UserError("run writes text or json, not " + output.format);
    const std::string text = output.format == "json" ? toJson(report) : toText(report);
    if (output.file == "-")
      print(text);
    else if (const std::string error = writeFileAtomically(output.file, text); !error.empty())
      throw UserError("--output: " + error);
  }
}

}  // namespace

ExitCode runRun(const Options &options) {
  if (options.flags.empty()) throw UserError("run: no command given; write 'cotidy run -- ./server --port 0'");
  const Options checking = withoutCommand(options);
  std::optional<Job> job;
  if (!options.build.empty()) job.emplace(prepareJob(checking, options.operands));
  // Findings and events meet by their files: both are named from the same root.
  const std::string root = job ? job->project.root : findProject(fs::current_path().string()).root;
  const Sources sources(root);
  RunReport report;
  report.command = options.flags;
  report.analysed = job.has_value();
  if (job) report.findings = findingsOf(*job, checking, sources);

  const ScratchFolder folder;
  const RunResult result =
      runProcess({.command = options.flags,
                  .folder = {},
                  .environment = recordEnvironment(folder.path(), {.timing = options.timing, .locks = options.locks}),
                  .capture = false,
                  .limitSeconds = 0});
  if (!result.started) throw UserError("run: '" + options.flags.front() + "': " + result.error);
  report.status = result.status;
  report.wallNs = result.wallNs;
  report.cpuNs = result.cpuNs;
  report.recording = readRecording(folder.path(), root);
  for (JudgedFinding &judged : report.findings)
    judged.evidence = evidenceOf(judged.finding.rule, linesOf(judged.finding, sources), report.recording);
  warn(report.recording);
  write(report, options);
  return static_cast<ExitCode>(result.status);
}

}  // namespace cotidy
