// JsonWriter.cpp: see JsonWriter.h.
#include "driver/JsonWriter.h"

#include "driver/Fingerprint.h"
#include "driver/Statistics.h"

#include <nlohmann/json.hpp>

namespace cotidy {
namespace {

using Json = nlohmann::ordered_json;

Json locationOf(const Location &at, const Sources &sources) {
  const Range range = sources.rangeOf(at);
  return {{"file", at.file},
          {"line", at.line},
          {"column", at.column},
          {"endLine", range.end.line},
          {"endColumn", range.end.column},
          {"begin", at.begin},
          {"end", at.end},
          {"macro", at.macro}};
}

Json stepsOf(const std::vector<Step> &steps, const Sources &sources) {
  Json list = Json::array();
  for (const Step &step : steps)
    list.push_back({{"message", step.message}, {"location", locationOf(step.at, sources)}});
  return list;
}

Json fixesOf(const Finding &finding) {
  Json fixes = Json::array();
  for (const Fix &fix : finding.fixes) {
    Json edits = Json::array();
    for (const Edit &edit : fix.edits)
      edits.push_back({{"file", edit.file}, {"begin", edit.begin}, {"end", edit.end}, {"text", edit.text}});
    fixes.push_back({{"title", fix.title}, {"safe", fix.safe}, {"edits", std::move(edits)}});
  }
  return fixes;
}

Json findingOf(const Finding &finding, const std::string &fingerprint, const Sources &sources) {
  return {{"rule", finding.rule},
          {"severity", nameOf(finding.severity)},
          {"confidence", nameOf(finding.confidence)},
          {"message", finding.message},
          {"location", locationOf(finding.at, sources)},
          {"function", finding.function},
          {"subject", finding.subject},
          {"steps", stepsOf(finding.steps, sources)},
          {"related", stepsOf(finding.related, sources)},
          {"fixes", fixesOf(finding)},
          {"fingerprint", fingerprint}};
}

Json countsOf(const Totals &counts) {
  return {
      {"files", counts.files},           {"functions", counts.functions},           {"coroutines", counts.coroutines},
      {"eventLoops", counts.eventLoops}, {"unknownCallees", counts.unknownCallees}, {"models", counts.models}};
}

void addObservation(Json &finding, const Observation *observation) {
  if (!observation) return;
  Json stack = Json::array();
  for (const Step &frame : observation->stack)
    stack.push_back({{"function", frame.message}, {"file", frame.at.file}, {"line", frame.at.line}});
  finding["observed"] = {{"text", observation->text}, {"stack", std::move(stack)}};
}

void addFindings(Json &log, const Report &report, const Sources &sources, const Extras &extras) {
  std::vector<const Finding *> all;
  for (const Finding &finding : report.findings) all.push_back(&finding);
  for (const Suppressed &suppressed : report.suppressed) all.push_back(&suppressed.finding);
  const std::vector<std::string> prints = fingerprints(all, sources);

  log["findings"] = Json::array();
  log["suppressed"] = Json::array();
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    Json finding = findingOf(report.findings[i], prints[i], sources);
    addObservation(finding, extras.of(report.findings[i]));
    if (placeOf(report, i) != report.findings[i].at) finding["changedStep"] = locationOf(placeOf(report, i), sources);
    log["findings"].push_back(std::move(finding));
  }
  for (std::size_t i = 0; i < report.suppressed.size(); ++i) {
    const Suppressed &suppressed = report.suppressed[i];
    Json finding = findingOf(suppressed.finding, prints[report.findings.size() + i], sources);
    addObservation(finding, extras.of(suppressed.finding));
    finding["suppression"] = {{"kind", suppressed.by == Acceptance::Comment ? "inSource" : "external"},
                              {"by", nameOf(suppressed.by)},
                              {"justification", suppressed.justification}};
    log["suppressed"].push_back(std::move(finding));
  }
}

}  // namespace

std::string toJson(const Report &report, const Sources &sources, const Extras &extras) {
  Json log;
  log["format"] = jsonFormat;
  log["tool"] = {{"name", "cotidy"}, {"version", report.version}};
  log["complete"] = report.failures.empty();
  log["rules"] = Json::array();
  for (const Check *check : report.checks) log["rules"].push_back(check->name);
  addFindings(log, report, sources, extras);
  log["failures"] = Json::array();
  for (const Failure &failure : report.failures)
    log["failures"].push_back({{"file", failure.file}, {"kind", nameOf(failure.kind)}, {"error", failure.error}});
  log["counts"] = countsOf(report.counts);
  if (report.statistics) log["statistics"] = statisticsOf(report);
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace cotidy
