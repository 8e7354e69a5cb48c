// VerifyCommand.cpp: which findings, which change, and then copy, build, run, judge. The program before the change is
// built and run once for all findings.
#include "driver/VerifyCommand.h"

#include "driver/Fingerprint.h"
#include "driver/Pipeline.h"
#include "driver/RunProcess.h"
#include "driver/Terminal.h"
#include "driver/UserError.h"
#include "driver/VerifyCopy.h"
#include "driver/VerifyReport.h"
#include "driver/Write.h"

#include <algorithm>
#include <filesystem>

namespace cotidy {

namespace {

namespace fs = std::filesystem;

struct Candidate {
  Finding finding;
  std::string fingerprint;
};

/// What stands before `--` names a finding: its rule, its file:line, or the start of its fingerprint.
bool isNamed(const Candidate &candidate, const std::vector<std::string> &names) {
  const Finding &finding = candidate.finding;
  const std::string place = finding.at.file + ":" + std::to_string(finding.at.line);
  return std::ranges::any_of(names, [&](const std::string &name) {
    return name == finding.rule || name == place || place.ends_with("/" + name) ||
           (name.size() >= 8 && candidate.fingerprint.starts_with(name));
  });
}

std::vector<Candidate> candidatesOf(const Job &job, const Options &checking, const Sources &sources) {
  Extraction extraction = extractUnits(job, job.database, checking);
  const Report report = makeReport(job, takeUnits(extraction, job.database), std::move(extraction.failures), checking);
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
    return !options.operands.empty() && !isNamed(candidate, options.operands);
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
    settings_.runs = options.runs;
    settings_.limitSeconds = options.timeout;
    if (settings_.build.empty())
      throw UserError(
          "verify: no build command; set \"build\" in .cotidy.json, or give --build-command='cmake … && ninja …'");
  }

  std::vector<VerifiedFinding> run() {
    const ProjectCopy before(settings_, scratch_.path() + "/before");
    progress("building the program as it is");
    if (const std::string error = before.build(places(), tasks(before.root())); !error.empty())
      throw UserError("verify: before any change, " + error);
    progress("running its test");
    before_ = before.run();
    if (!options_.patch.empty()) return withPatch();
    std::vector<VerifiedFinding> verified;
    for (const Candidate &candidate : candidates_) verified.push_back(withOwnFix(candidate));
    return verified;
  }

private:
  void progress(const std::string &what) const {
    if (!options_.quiet) printError("cotidy: " + what + "\n");
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
    return movedLines(linesOf(finding.at, sources_), textIn(settings_.root, finding.at.file),
                      textIn(root, finding.at.file));
  }

  /// The callables that granularity findings speak of.
  std::vector<LineRange> tasks(const std::string &root) const {
    std::vector<LineRange> ranges;
    for (const Candidate &candidate : candidates_)
      if (candidate.finding.rule == "fine-grained-task") ranges.push_back(linesIn(candidate.finding, root));
    return ranges;
  }

  VerifiedFinding judged(const Candidate &candidate, const ProjectCopy &copy, const std::string &change, bool builds,
                         const std::vector<TestRun> &after) const {
    const Finding &finding = candidate.finding;
    const VerifyPlace place{finding.rule, finding.function, linesOf(finding.at, sources_),
                            linesIn(finding, copy.root())};
    return {finding, candidate.fingerprint, change, judge(place, before_, after, builds)};
  }

  VerifiedFinding withOwnFix(const Candidate &candidate) {
    FixSettings fixing;
    fixing.root = settings_.root;
    const std::vector<Finding> one = {candidate.finding};
    const FixPlan plan = planFixes(one, true);
    std::string error;
    const std::vector<FileChange> changes = prepareChanges(plan, fixing, error);
    if (!error.empty()) throw UserError("verify: " + error);
    if (changes.empty()) {
      VerifiedFinding none{
          candidate.finding, candidate.fingerprint, "none: the finding has no fix; give --patch=FILE", {}};
      none.judgement.reason = "there is nothing to compare with";
      return none;
    }
    const ProjectCopy copy(settings_, scratch_.path() + "/after" + std::to_string(++copies_));
    if (error = copy.apply(changes); !error.empty()) throw UserError("verify: " + error);
    const std::string title = candidate.finding.fixes[plan.chosen.front().fix].title;
    progress("building and running with the fix of " + candidate.finding.rule + " in " + candidate.finding.at.file);
    error = copy.build(places(), tasks(copy.root()));
    VerifiedFinding result =
        judged(candidate, copy, title, error.empty(), error.empty() ? copy.run() : std::vector<TestRun>());
    if (!error.empty()) result.judgement.notes.push_back(error);
    return result;
  }

  std::vector<VerifiedFinding> withPatch() {
    const ProjectCopy copy(settings_, scratch_.path() + "/after");
    if (const std::string error = copy.applyPatch(options_.patch); !error.empty()) throw UserError("verify: " + error);
    progress("building and running with the patch");
    const std::string error = copy.build(places(), tasks(copy.root()));
    const std::vector<TestRun> after = error.empty() ? copy.run() : std::vector<TestRun>();
    std::vector<VerifiedFinding> verified;
    for (const Candidate &candidate : candidates_) {
      verified.push_back(judged(candidate, copy, fs::path(options_.patch).filename().string(), error.empty(), after));
      if (!error.empty()) verified.back().judgement.notes.push_back(error);
    }
    return verified;
  }

  const Options &options_;
  Sources sources_;
  std::vector<Candidate> candidates_;
  VerifySettings settings_;
  ScratchFolder scratch_;
  std::vector<TestRun> before_;
  unsigned copies_ = 0;
};

void write(const std::vector<VerifiedFinding> &findings, const Options &options) {
  if (options.outputs.empty()) print(toText(findings));
  for (const Output &output : options.outputs) {
    if (output.format != "text" && output.format != "json")
      throw UserError("verify writes text or json, not " + output.format);
    const std::string text = output.format == "json" ? toJson(findings) : toText(findings);
    if (output.file == "-")
      print(text);
    else if (const std::string error = writeFileAtomically(output.file, text); !error.empty())
      throw UserError("--output: " + error);
  }
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
  Options checking = options;
  checking.flags.clear();
  checking.hasFlags = false;
  checking.operands.clear();
  const Job job = prepareJob(checking, checking.operands);
  Sources sources(job.project.root);
  Verification verification(options, job, chosen(candidatesOf(job, checking, sources), options));
  const std::vector<VerifiedFinding> findings = verification.run();
  write(findings, options);
  return exitCodeOf(findings);
}

}  // namespace cotidy
