// SarifWriter.cpp: SARIF 2.1.0 as GitHub code scanning, the SARIF viewers and the OASIS schema want it. Where they
// differ, the reason stands at the place.
#include "driver/SarifWriter.h"

#include "driver/Extras.h"
#include "driver/Fingerprint.h"
#include "driver/SarifAutomation.h"
#include "driver/SarifPlaces.h"
#include "driver/SarifRules.h"
#include "driver/SarifVerdict.h"
#include "driver/Statistics.h"
#include "driver/UnifiedDiff.h"

#include <algorithm>
#include <map>

namespace cotidy {
namespace {

using sarif::Json;

class ResultWriter {
public:
  ResultWriter(const Sources &sources, const sarif::Rules &rules, bool tellSuppressions)
      : sources_(sources), rules_(rules), tellSuppressions_(tellSuppressions) {}

  /// `at` is where it is shown, which need not be its own place.
  Json result(const Finding &finding, const Location &at, const std::string &fingerprint, const Suppressed *suppressed,
              const Observation *observation) {
    Json result;
    result["ruleId"] = ruleId(finding.rule);
    if (const auto index = rules_.indexOf.find(finding.rule); index != rules_.indexOf.end())
      result["ruleIndex"] = index->second;
    result["level"] = sarif::levelOf(finding.severity);
    result["kind"] = "fail";  // any other kind would forbid a level
    result["rank"] = rankOf(finding.confidence);
    result["message"]["text"] = finding.message;
    result["locations"] = Json::array({primaryLocation(finding, at)});
    if (observation && !observation->stack.empty()) result["stacks"] = Json::array({stackOf(*observation)});
    if (!finding.steps.empty()) result["codeFlows"] = Json::array({codeFlow(finding)});
    if (Json related = relatedLocations(finding, at); !related.empty()) result["relatedLocations"] = std::move(related);
    if (Json fixes = fixesOf(finding); !fixes.empty()) result["fixes"] = std::move(fixes);
    addFingerprints(result, at, fingerprint);
    if (tellSuppressions_) result["suppressions"] = suppressionsOf(suppressed);
    addProperties(result, finding);
    return result;
  }

private:
  static double rankOf(Confidence confidence) {
    switch (confidence) {
    case Confidence::Proved: return 90.0;
    case Confidence::Likely: return 60.0;
    case Confidence::Possible: return 30.0;
    }
    return -1.0;  // SARIF's "no rank"
  }

  Json primaryLocation(const Finding &finding, const Location &at) const {
    Json location;
    location["physicalLocation"] = sarif::physicalLocation(at, sources_, true);
    if (!finding.function.empty() && at == finding.at)
      location["logicalLocations"] = Json::array({{{"fullyQualifiedName", finding.function}, {"kind", "function"}}});
    return location;
  }

  Json placeWithMessage(const Location &at, const std::string &message) const {
    return {{"physicalLocation", sarif::physicalLocation(at, sources_, true)}, {"message", {{"text", message}}}};
  }

  // Viewers show the flow by itself, so it starts at the finding. They indent by nestingLevel and clip level 0.
  Json codeFlow(const Finding &finding) const {
    std::vector<Step> steps = finding.steps;
    if (steps.front().at != finding.at) steps.insert(steps.begin(), Step{finding.at, finding.message});
    Json locations = Json::array();
    for (const Step &step : steps) {
      const std::size_t number = locations.size() + 1;
      locations.push_back({{"location", placeWithMessage(step.at, step.message)},
                           {"nestingLevel", number},
                           {"executionOrder", number}});
    }
    Json flow;
    flow["threadFlows"] = Json::array({{{"locations", std::move(locations)}}});
    return flow;
  }

  // Viewers take the frame's function from the logical location.
  Json stackOf(const Observation &observation) const {
    Json frames = Json::array();
    for (const Step &frame : observation.stack) {
      Json location;
      location["physicalLocation"] = sarif::physicalLocation(frame.at, sources_, false);
      location["logicalLocations"] = Json::array({{{"fullyQualifiedName", frame.message}, {"kind", "function"}}});
      frames.push_back({{"location", std::move(location)}});
    }
    return {{"message", {{"text", observation.text}}}, {"frames", std::move(frames)}};
  }

  Json relatedLocations(const Finding &finding, const Location &at) const {
    std::vector<Step> places = finding.related;
    if (at != finding.at) places.insert(places.begin(), Step{finding.at, "the place that this change makes a finding"});
    Json related = Json::array();
    for (const Step &place : places) {
      Json location;
      location["id"] = related.size() + 1;
      location.update(placeWithMessage(place.at, place.message));
      related.push_back(std::move(location));
    }
    return related;
  }

  Json fixesOf(const Finding &finding) const {
    Json fixes = Json::array();
    for (const Fix &fix : finding.fixes) {
      Json changes = changesOf(fix);
      if (changes.empty()) continue;
      Json properties{{"safe", fix.safe}};
      if (std::string diff = diffOf(fix); !diff.empty()) properties["diff"] = std::move(diff);
      fixes.push_back({{"description", {{"text", fix.title}}},
                       {"artifactChanges", std::move(changes)},
                       {"properties", std::move(properties)}});
    }
    return fixes;
  }

  std::string diffOf(const Fix &fix) const {
    std::map<std::string, std::vector<Edit>> edits;
    for (const Edit &edit : fix.edits) edits[edit.file].push_back(edit);
    std::string diff;
    for (const auto &[file, list] : edits)
      if (const SourceFile *source = sources_.find(file)) diff += unifiedDiff(file, source->text(), list);
    return diff;
  }

  // Lines and columns only: an editor takes a byteOffset for a binary file. Half a fix is worse than none.
  Json changesOf(const Fix &fix) const {
    std::map<std::string, Json> replacements;
    for (const Edit &edit : fix.edits) {
      Json region = sarif::editedRegion(edit.file, edit.begin, edit.end, sources_);
      if (region.is_null()) return Json::array();
      replacements[edit.file].push_back(
          {{"deletedRegion", std::move(region)}, {"insertedContent", {{"text", edit.text}}}});
    }
    Json changes = Json::array();
    for (auto &[file, list] : replacements)
      changes.push_back({{"artifactLocation", sarif::artifactLocation(file)}, {"replacements", std::move(list)}});
    return changes;
  }

  void addFingerprints(Json &result, const Location &at, const std::string &fingerprint) {
    Json &prints = result["partialFingerprints"];
    const std::vector<std::string> &hashes = hashesOf(at.file);
    const std::size_t line = at.line == 0 ? 1 : at.line;  // as GitHub: the file's first line
    if (line <= hashes.size()) prints["primaryLocationLineHash"] = hashes[line - 1];
    prints["cotidy/v1"] = fingerprint;
  }

  const std::vector<std::string> &hashesOf(const std::string &file) {
    const auto [entry, isNew] = hashes_.try_emplace(file);
    if (!isNew) return entry->second;
    if (const SourceFile *source = sources_.find(file)) entry->second = lineHashes(source->text());
    return entry->second;
  }

  static Json suppressionsOf(const Suppressed *suppressed) {
    if (!suppressed || suppressed->by == Acceptance::Revision) return Json::array();
    Json suppression;
    suppression["kind"] = suppressed->by == Acceptance::Comment ? "inSource" : "external";
    if (!suppressed->justification.empty()) suppression["justification"] = suppressed->justification;
    return Json::array({suppression});
  }

  static void addProperties(Json &result, const Finding &finding) {
    Json &properties = result["properties"];
    properties["confidence"] = nameOf(finding.confidence);
    if (!finding.function.empty()) properties["function"] = finding.function;
    if (!finding.subject.empty()) properties["subject"] = finding.subject;
  }

  const Sources &sources_;
  const sarif::Rules &rules_;
  const bool tellSuppressions_;
  std::map<std::string, std::vector<std::string>> hashes_;
};

Json driverOf(const Report &report, const sarif::Rules &rules) {
  Json driver;
  driver["name"] = "cotidy";
  driver["fullName"] = report.version.empty() ? "cotidy" : "cotidy " + report.version;
  if (!report.version.empty()) driver["semanticVersion"] = report.version;
  if (!report.homepage.empty()) driver["informationUri"] = report.homepage;
  driver["rules"] = rules.descriptors;
  driver["notifications"] = sarif::notificationDescriptors();
  return driver;
}

Json notification(const Failure &failure) {
  Json result;
  result["descriptor"] = {{"id", sarif::notificationId(failure.kind)}, {"index", static_cast<int>(failure.kind)}};
  result["level"] = "error";
  result["message"]["text"] = "'" + failure.file + "' was not analysed: " + failure.error;
  Json location;
  location["physicalLocation"]["artifactLocation"] = sarif::artifactLocation(failure.file);
  result["locations"] = Json::array({std::move(location)});
  return result;
}

Json invocation(const Report &report) {
  Json notifications = Json::array();
  for (const Failure &failure : report.failures) notifications.push_back(notification(failure));
  Json invocation;
  invocation["executionSuccessful"] = report.failures.empty();
  invocation["toolExecutionNotifications"] = std::move(notifications);
  return invocation;
}

// What a comment accepts was not compared with anything.
void addBaselineState(Json &result, const Suppressed *suppressed) {
  if (!suppressed)
    result["baselineState"] = "new";
  else if (suppressed->by != Acceptance::Comment)
    result["baselineState"] = suppressed->edited ? "updated" : "unchanged";
}

void addVerdict(Json &result, const std::vector<VerifiedFinding> &verified, const std::string &fingerprint) {
  const auto found = std::ranges::find(verified, fingerprint, &VerifiedFinding::fingerprint);
  if (found != verified.end()) sarif::addVerdict(result, *found);
}

// The schema wants `suppressions` on all results or on none.
Json resultsOf(const Report &report, const Sources &sources, const sarif::Rules &rules, const SarifOptions &options) {
  std::vector<const Finding *> all;
  for (const Finding &finding : report.findings) all.push_back(&finding);
  for (const Suppressed &suppressed : report.suppressed) all.push_back(&suppressed.finding);
  const std::vector<std::string> prints = fingerprints(all, sources);

  const bool anyAccepted = std::ranges::any_of(
      report.suppressed, [](const Suppressed &suppressed) { return suppressed.by != Acceptance::Revision; });
  ResultWriter writer(sources, rules, anyAccepted);
  const std::size_t live = report.findings.size();
  Json results = Json::array();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Suppressed *suppressed = i < live ? nullptr : &report.suppressed[i - live];
    const Location &at = suppressed ? suppressed->finding.at : placeOf(report, i);
    results.push_back(
        writer.result(*all[i], at, prints[i], suppressed, options.extras ? options.extras->of(*all[i]) : nullptr));
    if (!report.comparedWith.empty()) addBaselineState(results.back(), suppressed);
    if (options.verified) addVerdict(results.back(), *options.verified, prints[i]);
  }
  return results;
}

}  // namespace

std::string toSarif(const Report &report, const Sources &sources, const SarifOptions &options) {
  const sarif::Rules rules = sarif::rulesOf(report);
  Json run;
  run["tool"]["driver"] = driverOf(report, rules);
  if (Json details = sarif::automationDetails(options); !details.empty()) run["automationDetails"] = std::move(details);
  run["columnKind"] = "utf16CodeUnits";
  run["newlineSequences"] = {"\r\n", "\n", "\r"};
  const std::string base(sarif::rootBase);
  if (!report.root.empty()) run["originalUriBaseIds"][base]["uri"] = sarif::folderUri(report.root);
  run["invocations"] = Json::array({invocation(report)});
  run["results"] = resultsOf(report, sources, rules, options);
  if (report.statistics) run["properties"]["statistics"] = statisticsOf(report);

  Json log;
  log["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
  log["version"] = "2.1.0";
  log["runs"] = Json::array({std::move(run)});
  // Messages quote source text, which need not be UTF-8.
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace cotidy
