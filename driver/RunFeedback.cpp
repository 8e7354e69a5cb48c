// RunFeedback.cpp: recordings of several runs, side by side with the findings.
#include "driver/RunFeedback.h"

#include "driver/RunEvidence.h"
#include "driver/RunReport.h"

#include <optional>

namespace cotidy {

namespace {

/// So many runs that reached the line, or so many calls, make a silence worth something.
constexpr std::size_t oftenRuns = 3;
constexpr std::uint64_t oftenCalls = 100;

Confidence surer(Confidence confidence) {
  return confidence == Confidence::Possible ? Confidence::Likely : Confidence::Proved;
}
Confidence lessSure(Confidence confidence) {
  return confidence == Confidence::Proved ? Confidence::Likely : Confidence::Possible;
}

/// The frames of the project; those of libraries would hide them.
Observation observationOf(const Evidence &evidence) {
  Observation observation{evidence.text(), {}};
  for (const StackFrame &frame : ownFrames(evidence.stack))
    observation.stack.push_back({{.file = frame.file, .line = frame.line, .column = 1}, frame.function});
  return observation;
}

/// Answers with what was seen of it.
std::optional<Observation> weigh(Finding &finding, const std::vector<Recording> &recordings, const Sources &sources) {
  const LineRange lines = linesOf(finding, sources);
  Recording all;
  std::size_t ranIn = 0;
  for (const Recording &recording : recordings) {
    all.add(recording);
    ranIn += evidenceOf(finding.rule, lines, recording).sighting == Sighting::Ran;
  }
  const Evidence evidence = evidenceOf(finding.rule, lines, all);
  if (evidence.sighting == Sighting::NotObservable) return std::nullopt;
  finding.message += "; " + evidence.text();
  if (evidence.sighting == Sighting::Seen) {
    finding.confidence = surer(finding.confidence);
    return observationOf(evidence);
  }
  if (evidence.sighting == Sighting::Ran && (ranIn >= oftenRuns || evidence.calls >= oftenCalls)) {
    finding.confidence = lessSure(finding.confidence);
    finding.message += " in " + std::to_string(ranIn) + " recorded run(s), so it is less sure";
  }
  return std::nullopt;
}

}  // namespace

void weighByEvidence(Report &report, Extras &extras, const Options &options) {
  if (options.evidence.empty()) return;
  std::vector<Recording> recordings;
  for (const std::string &file : options.evidence) recordings.push_back(recordingOf(file));
  const Sources sources(report.root);
  for (Finding &finding : report.findings)
    if (auto observation = weigh(finding, recordings, sources))
      extras.observed[{finding.rule, finding.at}] = std::move(*observation);
}

}  // namespace cotidy
