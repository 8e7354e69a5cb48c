// SarifRules.cpp: see SarifRules.h. The limits are those of GitHub code scanning.
#include "driver/SarifRules.h"

#include <array>
#include <cctype>

namespace cotidy::sarif {
namespace {

constexpr std::size_t longestDescription = 1024;

std::string_view nextLine(std::string_view &text) {
  const std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// Never within a UTF-8 sequence.
void shorten(std::string &text, std::size_t limit) {
  constexpr std::string_view ellipsis = "...";
  if (text.size() <= limit) return;
  std::size_t end = limit - ellipsis.size();
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.replace(end, std::string::npos, ellipsis);
}

// blocking-sleep -> BlockingSleep
std::string pascalCase(std::string_view rule) {
  std::string name;
  bool upper = true;
  for (const char c : rule) {
    if (c != '-') name += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    upper = c == '-';
  }
  return name;
}

std::string_view problemSeverityOf(Severity severity) {
  return severity == Severity::Hint ? "recommendation" : nameOf(severity);
}

// A rule's own precision; how sure a single finding is, is told at the finding.
std::string_view precisionOf(Severity severity) { return severity == Severity::Hint ? "medium" : "high"; }

Json helpOf(std::string_view page, const std::string &summary) {
  if (page.empty()) return {{"text", summary}};
  return {{"text", plainText(page)}, {"markdown", page}};
}

Json descriptor(const Check &check, const Report &report) {
  const std::string_view page = report.page ? report.page(check.name) : std::string_view();
  std::string summary(check.summary.empty() ? check.name : check.summary);
  shorten(summary, longestDescription);
  const std::string full = firstParagraph(page, longestDescription);

  Json rule;
  rule["id"] = ruleId(check.name);
  rule["name"] = pascalCase(check.name);
  rule["shortDescription"]["text"] = summary;
  rule["fullDescription"]["text"] = full.empty() ? summary : full;
  rule["help"] = helpOf(page, summary);
  if (!report.pagesUrl.empty()) rule["helpUri"] = report.pagesUrl + std::string(check.name) + ".md";
  rule["defaultConfiguration"]["level"] = levelOf(check.severity);
  rule["properties"]["precision"] = precisionOf(check.severity);
  rule["properties"]["problem.severity"] = problemSeverityOf(check.severity);
  rule["properties"]["tags"] = Json::array({"concurrency"});
  if (!check.family.empty()) rule["properties"]["tags"].push_back(check.family);
  return rule;
}

void addRule(Rules &rules, const Check &check, const Report &report) {
  if (!rules.indexOf.emplace(check.name, rules.descriptors.size()).second) return;
  rules.descriptors.push_back(descriptor(check, report));
}

void addRuleOf(Rules &rules, const Finding &finding, const Report &report) {
  addRule(rules, Check{.name = finding.rule, .family = {}, .severity = finding.severity, .summary = {}, .run = nullptr},
          report);
}

}  // namespace

std::string_view levelOf(Severity severity) { return severity == Severity::Hint ? "note" : nameOf(severity); }

Rules rulesOf(const Report &report) {
  Rules rules;
  for (const Check *check : report.checks) addRule(rules, *check, report);
  for (const Finding &finding : report.findings) addRuleOf(rules, finding, report);
  for (const Suppressed &suppressed : report.suppressed) addRuleOf(rules, suppressed.finding, report);
  return rules;
}

std::string notificationId(FailureKind kind) { return ruleId(nameOf(kind)); }

Json notificationDescriptors() {
  constexpr std::array kinds{FailureKind::ParseError, FailureKind::MissingHeader, FailureKind::Crash,
                             FailureKind::Limit, FailureKind::MissingFile};
  Json descriptors = Json::array();
  for (const FailureKind kind : kinds) {
    descriptors.push_back({{"id", notificationId(kind)},
                           {"name", pascalCase(nameOf(kind))},
                           {"shortDescription", {{"text", explanationOf(kind)}}},
                           {"fullDescription", {{"text", explanationOf(kind)}}},
                           {"help", {{"text", adviceOn(kind)}}},
                           {"defaultConfiguration", {{"level", "error"}}}});
  }
  return descriptors;
}

std::string plainText(std::string_view markdown) {
  std::string text;
  while (!markdown.empty()) {
    std::string_view line = nextLine(markdown);
    if (line.starts_with("```")) continue;
    const std::size_t marks = line.find_first_not_of('#');
    const bool heading = marks != 0 && marks != std::string_view::npos && line[marks] == ' ';
    if (heading) line.remove_prefix(marks + 1);
    text.append(line) += '\n';
  }
  return text;
}

std::string firstParagraph(std::string_view markdown, std::size_t limit) {
  std::string text;
  while (!markdown.empty()) {
    const std::string_view line = nextLine(markdown);
    const bool outside = line.empty() || line.starts_with('#') || line.starts_with("```");
    if (outside && !text.empty()) break;
    if (outside) continue;
    text.append(text.empty() ? "" : " ").append(line);
  }
  shorten(text, limit);
  return text;
}

}  // namespace cotidy::sarif
