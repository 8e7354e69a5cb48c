// VerifyCommand.cpp: which findings, which change, and then copy, build, run, judge. The program before the change is
// built and run once for all findings, and then once more with each change.
#include "driver/VerifyCommand.h"

#include "driver/Fingerprint.h"
#include "driver/Formats.h"
#include "driver/HtmlWriter.h"
#include "driver/Pipeline.h"
#include "driver/SarifWriter.h"
#include "driver/Terminal.h"
#include "driver/UserError.h"
#include "driver/VerifyChanges.h"
#include "driver/VerifyCopy.h"
#include "driver/VerifyLines.h"
#include "driver/VerifyReport.h"
#include "driver/Write.h"

#include <algorithm>
#include <array>

namespace cotidy {

namespace {

Report findingsOf(const Job &job, const Options &checking) {
  Extraction extraction = extractUnits(job, job.database, checking);
  return makeReport(job, takeUnits(extraction, job.database), std::move(extraction.failures), checking);
}

std::vector<Candidate> candidatesOf(const Report &report, const Sources &sources) {
  std::vector<const Finding *> all;
  for (const Finding &finding : report.findings) all.push_back(&finding);
  const std::vector<std::string> prints = fingerprints(all, sources);
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < all.size(); ++i) candidates.push_back({*all[i], prints[i]});
  return candidates;
}

std::vector<Candidate> chosen(std::vector<Candidate> candidates, const Options &options) {
  std::erase_if(candidates, [&](const Candidate &candidate) {
    if (!isObservable(candidate.finding.rule)) return true;
    const auto names = [&](const std::string &name) { return isNamed(candidate, name); };
    return !options.operands.empty() && std::ranges::none_of(options.operands, names);
  });
  if (candidates.empty())
    throw UserError(
        "verify: no finding to verify: none is named so, or no run can show it ('cotidy check' lists them)");
  return candidates;
}

class Verification {
public:
  Verification(const Options &options, const Job &job, std::vector<Candidate> candidates)
      : options_(options), sources_(job.project.root), candidates_(std::move(candidates)) {
    settings_.root = job.project.root;
    settings_.build = options.buildCommand.empty() ? job.project.config.build : options.buildCommand;
    settings_.test = options.flags;
    settings_.scratch = options.scratch;
    settings_.runs = options.runs;
    settings_.extras = {.timing = speakOf("fine-grained-task"), .locks = speakOf("blocking-under-lock")};
    settings_.limitSeconds = options.timeout;
    if (settings_.build.empty())
      throw UserError(
          "verify: no build command; set \"build\" in .cotidy.json, or give --build-command='cmake … && ninja …'");
  }

  std::vector<VerifiedFinding> run() {
    const std::vector<Change> changes = changesFor(candidates_, settings_.root, options_.patch);
    progress("building the program as it is");
    ProjectCopy copy(settings_);
    if (const std::string error = copy.build(places(), tasks(copy.root())); !error.empty())
      throw UserError("verify: before any change, " + error);
    progress("running its test");
    before_ = copy.run();
    for (const Change &change : changes) attempt(change, copy);
    std::ranges::sort(verified_, {}, [](const VerifiedFinding &verified) { return verified.order; });
    return std::move(verified_);
  }

private:
  void progress(const std::string &what) const {
    if (!options_.quiet) printError("cotidy: " + what + "\n");
  }

  bool speakOf(std::string_view rule) const {
    return std::ranges::any_of(candidates_, [&](const Candidate &candidate) { return candidate.finding.rule == rule; });
  }

  std::vector<LineRange> places() const {
    std::vector<LineRange> ranges;
    for (const Candidate &candidate : candidates_) ranges.push_back({candidate.finding.at.file, 1, 1u << 30});
    return ranges;
  }

  std::string textIn(const std::string &root, const std::string &file) const {
    return readRegularFile(root + "/" + file).value_or("");
  }

  LineRange linesIn(const Finding &finding, const std::string &root) const {
    return movedLines(linesOf(finding, sources_), textIn(settings_.root, finding.at.file),
                      textIn(root, finding.at.file));
  }

  /// The callables that granularity findings speak of.
  std::vector<LineRange> tasks(const std::string &root) const {
    std::vector<LineRange> ranges;
    for (const Candidate &candidate : candidates_)
      if (candidate.finding.rule == "fine-grained-task") ranges.push_back(linesIn(candidate.finding, root));
    return ranges;
  }

  void attempt(const Change &change, ProjectCopy &copy) {
    if (change.patch.empty() && change.files.empty()) return noteMissing(change);
    progress("building and running with the change: " + change.title);
    std::string error = change.patch.empty() ? copy.apply(change.files) : copy.applyPatch(change.patch);
    if (!error.empty()) throw UserError("verify: " + error);
    error = copy.build(places(), tasks(copy.root()));
    const std::vector<TestRun> after = error.empty() ? copy.run() : std::vector<TestRun>();
    for (const std::size_t index : change.candidates) {
      verified_.push_back(judged(index, copy, change.title, error.empty(), after));
      if (!error.empty()) verified_.back().judgement.notes.push_back(error);
    }
    if (error = copy.undo(); !error.empty()) throw UserError("verify: taking it back: " + error);
  }

  VerifiedFinding judged(std::size_t index, const ProjectCopy &copy, const std::string &change, bool builds,
                         const std::vector<TestRun> &after) const {
    const Finding &finding = candidates_[index].finding;
    const auto moved = [&](const StackFrame &frame) {
      return movedLines({frame.file, frame.line, frame.line}, textIn(settings_.root, frame.file),
                        textIn(copy.root(), frame.file));
    };
    const VerifyPlace place{finding.rule, linesOf(finding, sources_), linesIn(finding, copy.root()), moved};
    return {finding, candidates_[index].fingerprint, change, judge(place, before_, after, builds), index};
  }

  void noteMissing(const Change &change) {
    for (const std::size_t index : change.candidates) {
      const Candidate &candidate = candidates_[index];
      verified_.push_back({candidate.finding, candidate.fingerprint, change.title, {}, index});
      verified_.back().judgement.reason = "there is nothing to compare with";
    }
  }

  const Options &options_;
  Sources sources_;
  std::vector<Candidate> candidates_;
  VerifySettings settings_;
  std::vector<TestRun> before_;
  std::vector<VerifiedFinding> verified_;
};

/// SARIF and HTML hold all findings of check, and verdicts on those that were tried.
std::string written(const std::string &format, const std::vector<VerifiedFinding> &verified, const Report &report,
                    const Sources &sources) {
  if (format == "text") return toText(verified);
  if (format == "json") return toJson(verified);
  const SarifOptions options{.category = {}, .azure = {}, .verified = &verified};
  return format == "html" ? toHtml(report, sources, options) : toSarif(report, sources, options);
}

void write(const std::vector<VerifiedFinding> &verified, const Report &report, const Sources &sources,
           const Options &options) {
  if (options.outputs.empty()) print(toText(verified));
  for (const Output &output : options.outputs) {
    const std::string text = written(output.format, verified, report, sources);
    if (output.file == "-")
      print(text);
    else if (const std::string error = writeFileAtomically(output.file, text); !error.empty())
      throw UserError("--output: " + error);
  }
}

/// Asked before the long part.
void requireFormats(const Options &options) {
  constexpr std::array<std::string_view, 4> known = {"text", "json", "sarif", "html"};
  for (const Output &output : options.outputs)
    if (std::ranges::find(known, output.format) == known.end())
      throw UserError("verify writes text, json, sarif or html, not " + output.format);
  requireFolders(options);
}

ExitCode exitCodeOf(const std::vector<VerifiedFinding> &findings) {
  ExitCode code = Clean;
  for (const VerifiedFinding &verified : findings) {
    switch (verified.judgement.verdict) {
    case Verdict::Verified:
    case Verdict::OutputChanged: break;
    case Verdict::NoEffect:
    case Verdict::Contradicted: return Contradicted;
    default: code = Findings;
    }
  }
  return code;
}

}  // namespace

ExitCode runVerify(const Options &options) {
  if (options.flags.empty())
    throw UserError("verify: no test command given; write 'cotidy verify … -- ctest --test-dir build'");
  if (options.operands.empty() && !options.all)
    throw UserError("verify: name findings (rule, file:line or fingerprint), or say --all");
  requireFormats(options);
  Options checking = options;
  checking.flags.clear();
  checking.hasFlags = false;
  checking.operands.clear();
  const Job job = prepareJob(checking, checking.operands);
  const Sources sources(job.project.root);
  const Report report = findingsOf(job, checking);
  Verification verification(options, job, chosen(candidatesOf(report, sources), options));
  const std::vector<VerifiedFinding> verified = verification.run();
  write(verified, report, sources, options);
  return exitCodeOf(verified);
}

}  // namespace cotidy
