// ReviewText.cpp: what the review formats have in common, and the two that are plain text: annotations and Markdown.
#include "driver/Escape.h"
#include "driver/ReviewWriters.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace cotidy {

namespace {

std::string counted(std::size_t number, std::string_view what) {
  return std::to_string(number) + ' ' + std::string(what) + (number == 1 ? "" : "s");
}

/// What a workflow command would take for its own marks.
std::string commandText(std::string_view text, bool property) {
  std::string result;
  for (const char c : validUtf8(text)) {
    if (c == '%')
      result += "%25";
    else if (c == '\r')
      result += "%0D";
    else if (c == '\n')
      result += "%0A";
    else if (property && c == ':')
      result += "%3A";
    else if (property && c == ',')
      result += "%2C";
    else
      result += c;
  }
  return result;
}

std::string_view commandOf(Severity severity) {
  switch (severity) {
  case Severity::Error: return "error";
  case Severity::Warning: return "warning";
  case Severity::Hint: return "notice";
  }
  return "warning";
}

/// Columns only where the range is one line: GitHub takes none else.
std::string commandPlace(const Location &at, const Sources &sources) {
  std::string text = "file=" + commandText(at.file, true);
  if (at.line == 0) return text;
  const Range range = sources.rangeOf(at);
  text += ",line=" + std::to_string(range.begin.line) + ",endLine=" + std::to_string(range.end.line);
  if (range.begin.line != range.end.line) return text;
  const SourceFile *file = sources.find(at.file);
  const auto column = [&](Position place) { return std::to_string(file ? file->utf16Column(place) : place.column); };
  return text + ",col=" + column(range.begin) + ",endColumn=" + column(range.end);
}

std::string placeText(const Location &at) { return at.line == 0 ? at.file : at.file + ':' + std::to_string(at.line); }

std::string markdownRow(const Report &report, std::size_t index) {
  const Finding &finding = report.findings[index];
  std::string row = "| " + std::string(nameOf(finding.severity)) + " | " +
                    markdownCode(placeText(placeOf(report, index))) + " | " + markdownCode(ruleId(finding.rule)) +
                    " | " + markdownCell(finding.message);
  for (const Step &step : finding.steps)
    row += "<br>" + markdownCode(placeText(step.at)) + ' ' + markdownCell(step.message);
  return row + " |\n";
}

}  // namespace

std::vector<std::size_t> worstFirst(const Report &report) {
  std::vector<std::size_t> order(report.findings.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {}, [&](std::size_t index) { return std::pair(report.findings[index].severity, index); });
  return order;
}

std::string chainOf(const Finding &finding) {
  std::string text;
  for (const Step &step : finding.steps) text += '\n' + placeText(step.at) + ": " + step.message;
  return text;
}

std::string headline(const Report &report) {
  std::array<std::size_t, 3> counts{};
  for (const Finding &finding : report.findings) ++counts[static_cast<std::size_t>(finding.severity)];
  const std::string found = report.comparedWith.empty() ? "finding" : "new finding";
  std::string text = report.findings.empty() ? "no " + found + "s" : counted(report.findings.size(), found);
  constexpr std::array<std::string_view, 3> words{"error", "warning", "hint"};
  std::string separator = ": ";
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    text += separator + counted(counts[i], words[i]);
    separator = ", ";
  }
  if (!report.failures.empty()) text += "; " + counted(report.failures.size(), "file") + " not analysed";
  return text;
}

std::string toGithub(const Report &report, const Sources &sources) {
  std::string text;
  for (const Failure &failure : report.failures)
    text += "::error title=cotidy%3A not analysed,file=" + commandText(failure.file, true) +
            "::" + commandText(failure.error + "\n" + std::string(adviceOn(failure.kind)), false) + '\n';
  for (const std::size_t index : worstFirst(report)) {
    const Finding &finding = report.findings[index];
    text += "::" + std::string(commandOf(finding.severity)) + " title=" + commandText(ruleId(finding.rule), true) +
            ',' + commandPlace(placeOf(report, index), sources) +
            "::" + commandText(finding.message + chainOf(finding), false) + '\n';
  }
  return text;
}

std::string toMarkdown(const Report &report, const Sources &, std::size_t limit) {
  constexpr std::size_t roomForEnd = 100;
  std::string text = "### cotidy: " + headline(report) + "\n\n";
  for (const Failure &failure : report.failures)
    text += "- not analysed: " + markdownCode(failure.file) + ' ' + markdownCell(failure.error) + '\n';
  if (!report.failures.empty()) text += '\n';
  if (report.findings.empty()) return text;
  text += "| severity | place | rule | what |\n|---|---|---|---|\n";
  std::size_t left = report.findings.size();
  for (const std::size_t index : worstFirst(report)) {
    const std::string row = markdownRow(report, index);
    if (text.size() + row.size() + roomForEnd > limit) break;
    text += row;
    --left;
  }
  return left == 0 ? text : text + '\n' + std::to_string(left) + " more are not shown here.\n";
}

}  // namespace cotidy
