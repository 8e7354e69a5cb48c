// ReviewJson.cpp: the review formats that are JSON. Each tool counts columns in its own way: Gerrit in UTF-16 units from 0,
// reviewdog in bytes from 1.
#include "driver/Fingerprint.h"
#include "driver/FixEngine.h"
#include "driver/ReviewWriters.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace cotidy {

namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json &json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n'; }

std::string fullMessage(const Finding &finding) {
  return ruleId(finding.rule) + ": " + finding.message + chainOf(finding);
}

/// Those tools know files of the repository only, by relative names.
bool isInside(const Location &at) { return !at.file.starts_with('/'); }

// ---------------------------------------------------------------- GitLab

std::string_view gitlabSeverity(Severity severity) {
  switch (severity) {
  case Severity::Error: return "critical";
  case Severity::Warning: return "major";
  case Severity::Hint: return "info";
  }
  return "major";
}

// ---------------------------------------------------------------- Gerrit

Json gerritRange(const Range &range, const SourceFile *file) {
  const auto column = [&](Position place) {
    return (file ? file->utf16Column(place) : std::max(place.column, 1U)) - 1;
  };
  return {{"start_line", range.begin.line},
          {"start_character", column(range.begin)},
          {"end_line", range.end.line},
          {"end_character", column(range.end)}};
}

Json gerritFixes(const Finding &finding, const Sources &sources) {
  Json fixes = Json::array();
  for (const Fix &fix : finding.fixes) {
    Json replacements = Json::array();
    for (const Edit &edit : fix.edits) {
      const SourceFile *file = sources.find(edit.file);
      if (!file || edit.end > file->text().size()) break;
      replacements.push_back({{"path", edit.file},
                              {"range", gerritRange({file->positionOf(edit.begin), file->positionOf(edit.end)}, file)},
                              {"replacement", edit.text}});
    }
    if (replacements.size() == fix.edits.size())  // half a fix is worse than none
      fixes.push_back({{"description", fix.title}, {"replacements", std::move(replacements)}});
  }
  return fixes;
}

Json gerritComment(const Finding &finding, const Location &at, const Sources &sources) {
  Json comment;
  if (at.line != 0) {
    const Range range = sources.rangeOf(at);
    comment["line"] = range.end.line;
    comment["range"] = gerritRange(range, sources.find(at.file));
  }
  comment["message"] = fullMessage(finding);
  comment["unresolved"] = finding.severity != Severity::Hint;
  if (Json fixes = gerritFixes(finding, sources); !fixes.empty()) comment["fix_suggestions"] = std::move(fixes);
  return comment;
}

// ---------------------------------------------------------------- reviewdog

std::string_view rdjsonSeverity(Severity severity) {
  switch (severity) {
  case Severity::Error: return "ERROR";
  case Severity::Warning: return "WARNING";
  case Severity::Hint: return "INFO";
  }
  return "WARNING";
}

Json rdjsonRange(const Range &range) {
  return {{"start", {{"line", range.begin.line}, {"column", range.begin.column}}},
          {"end", {{"line", range.end.line}, {"column", range.end.column}}}};
}

Json rdjsonLocation(const Location &at, const Sources &sources) {
  Json location{{"path", at.file}};
  if (at.line != 0) location["range"] = rdjsonRange(sources.rangeOf(at));
  return location;
}

/// A suggestion is one range with one text. Edits that lie close together become one; those far apart cannot.
Json rdjsonSuggestion(const Fix &fix, const Sources &sources) {
  constexpr std::uint32_t mostLines = 20;
  if (fix.edits.empty()) return nullptr;
  const std::string &name = fix.edits.front().file;
  const SourceFile *file = sources.find(name);
  if (!file || std::ranges::any_of(fix.edits, [&](const Edit &edit) { return edit.file != name; })) return nullptr;
  const std::uint32_t begin = fix.edits.front().begin, end = fix.edits.back().end;
  if (end > file->text().size()) return nullptr;
  const Range range{file->positionOf(begin), file->positionOf(end)};
  if (range.end.line - range.begin.line > mostLines) return nullptr;
  std::vector<Edit> edits = fix.edits;
  for (Edit &edit : edits) {
    edit.begin -= begin;
    edit.end -= begin;
  }
  const auto text = applyToText(file->text().substr(begin, end - begin), edits);
  if (!text) return nullptr;
  return {{"range", rdjsonRange(range)}, {"text", *text}};
}

Json rdjsonDiagnostic(const Finding &finding, const Location &at, const Sources &sources) {
  Json diagnostic;
  diagnostic["message"] = finding.message + chainOf(finding);
  diagnostic["location"] = rdjsonLocation(at, sources);
  diagnostic["severity"] = rdjsonSeverity(finding.severity);
  diagnostic["code"]["value"] = ruleId(finding.rule);
  if (!finding.fixes.empty())
    if (Json suggestion = rdjsonSuggestion(finding.fixes.front(), sources); !suggestion.is_null())
      diagnostic["suggestions"] = Json::array({std::move(suggestion)});
  Json related = Json::array();
  for (const Step &step : finding.steps)
    related.push_back({{"message", step.message}, {"location", rdjsonLocation(step.at, sources)}});
  if (!related.empty()) diagnostic["relatedLocations"] = std::move(related);
  return diagnostic;
}

}  // namespace

std::string toGitlab(const Report &report, const Sources &sources) {
  std::vector<const Finding *> findings;
  for (const Finding &finding : report.findings) findings.push_back(&finding);
  const std::vector<std::string> prints = fingerprints(findings, sources);  // unique: equal ones are numbered
  Json list = Json::array();
  for (const std::size_t index : worstFirst(report)) {
    const Finding &finding = report.findings[index];
    const Location &at = placeOf(report, index);
    if (!isInside(at)) continue;
    const std::uint32_t line = std::max(at.line, 1U);
    list.push_back(
        {{"description", fullMessage(finding)},  // the widget does not show check_name
         {"check_name", ruleId(finding.rule)},
         {"fingerprint", prints[index]},
         {"severity", gitlabSeverity(finding.severity)},
         {"location",
          {{"path", at.file}, {"lines", {{"begin", line}, {"end", std::max(sources.rangeOf(at).end.line, line)}}}}}});
  }
  return dump(list);
}

std::string toGerrit(const Report &report, const Sources &sources) {
  Json comments = Json::object();
  for (std::size_t i = 0; i < report.findings.size(); ++i)
    if (const Location &at = placeOf(report, i); isInside(at))
      comments[at.file].push_back(gerritComment(report.findings[i], at, sources));
  Json review;
  review["tag"] = "autogenerated:cotidy";
  review["message"] = "cotidy: " + headline(report);
  if (!comments.empty()) review["comments"] = std::move(comments);
  return dump(review);
}

std::string toRdjson(const Report &report, const Sources &sources) {
  Json log;
  log["source"]["name"] = "cotidy";
  log["diagnostics"] = Json::array();
  for (std::size_t i = 0; i < report.findings.size(); ++i)
    log["diagnostics"].push_back(rdjsonDiagnostic(report.findings[i], placeOf(report, i), sources));
  for (const Failure &failure : report.failures)
    log["diagnostics"].push_back({{"message", "not analysed: " + failure.error},
                                  {"location", {{"path", failure.file}}},
                                  {"severity", "ERROR"},
                                  {"code", {{"value", ruleId(nameOf(failure.kind))}}}});
  return dump(log);
}

}  // namespace cotidy
