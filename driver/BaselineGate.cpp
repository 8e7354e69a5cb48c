// BaselineGate.cpp: see BaselineGate.h.
#include "driver/BaselineGate.h"

#include "driver/Display.h"
#include "driver/Terminal.h"
#include "driver/UserError.h"

#include <algorithm>
#include <filesystem>

namespace cotidy {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view none = "none";

std::string described(const BaselineEntry &entry) {
  std::string text = entry.identity.file + ": " + ruleId(entry.identity.rule);
  if (!entry.identity.function.empty()) text += " in " + entry.identity.function;
  return text;
}

std::string overNote(const BaselineEntry &entry) {
  const std::string reason = entry.reason.empty() ? "" : " (" + entry.reason + ")";
  return described(entry) + ": was accepted until " + entry.until + reason;
}

/// Where files were named, nothing is known of the others, even where they were analysed along.
bool lookedAt(const Job &job, const std::string &file) {
  const std::string path = absolutePath(file, job.project.root);
  const auto holds = [&](const std::string &named) { return isBelow(path, named); };
  if (!job.named.empty() && std::ranges::none_of(job.named, holds)) return false;
  return job.scope->allows(file);
}

/// The baseline to read; empty where there is none and none was asked for.
std::string fileToRead(const Job &job, const Options &options) {
  const std::string file = baselineFile(job, options);
  if (file == none) return {};
  const bool asked = options.baseline || job.project.config.baseline;
  return asked || fs::exists(file) ? file : std::string();
}

}  // namespace

std::string baselineFile(const Job &job, const Options &options) {
  if (options.baseline) return *options.baseline;
  if (job.project.config.baseline) return *job.project.config.baseline;
  return (fs::path(job.project.root) / baselineName).string();
}

bool isStrict(const Job &job, const Options &options) {
  return options.ratchet ? *options.ratchet == "strict" : job.project.config.strictRatchet;
}

std::vector<std::size_t> staleEntries(const Job &job, const Report &report, const Baseline &baseline,
                                      const std::vector<std::size_t> &leftOver) {
  if (!report.failures.empty()) return {};  // what could not be analysed may hold any of them
  std::vector<std::size_t> stale;
  for (const std::size_t index : leftOver) {
    const Identity &identity = baseline[index].identity;
    const bool ran = std::ranges::any_of(report.checks, [&](const Check *c) { return c->name == identity.rule; });
    if (ran && lookedAt(job, identity.file)) stale.push_back(index);
  }
  return stale;
}

BaselineVerdict compareWithBaseline(const Job &job, Report &report, const Options &options) {
  BaselineVerdict verdict{fileToRead(job, options), {}, false};
  if (verdict.file.empty()) return verdict;
  const Baseline baseline = readBaseline(verdict.file);
  const Sources sources(report.root);
  const BaselineMatch match = matchBaseline(baseline, report.findings, sources);
  const std::string day = today();

  std::vector<Finding> findings;
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    const BaselineEntry *entry = match.entryOf[i] ? &baseline[match.entryOf[i]->old] : nullptr;
    if (entry && isOver(*entry, day)) verdict.notes.push_back(overNote(*entry));
    if (!entry || isOver(*entry, day)) {
      findings.push_back(std::move(report.findings[i]));
      continue;
    }
    report.suppressed.push_back(
        {std::move(report.findings[i]), Acceptance::Baseline, entry->reason, match.entryOf[i]->edited});
  }
  report.findings = std::move(findings);
  report.comparedWith = "the baseline";

  const std::vector<std::size_t> stale = staleEntries(job, report, baseline, match.stale);
  verdict.fails = !stale.empty() && isStrict(job, options);
  for (const std::size_t index : stale)
    verdict.notes.push_back(described(baseline[index]) + ": nothing matches this entry any more");
  if (!stale.empty()) verdict.notes.push_back("'cotidy baseline prune' takes out what matches nothing");
  return verdict;
}

void noteVerdict(const BaselineVerdict &verdict, const Options &options) {
  if (options.quiet && !verdict.fails) return;
  const std::string level = verdict.fails ? "error" : "note";
  for (const std::string &note : verdict.notes)
    printError("cotidy: " + level + ": " + displayText(verdict.file + ": " + note) + "\n");
}

}  // namespace cotidy
