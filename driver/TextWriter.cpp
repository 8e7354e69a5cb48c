// TextWriter.cpp: the form is clang's, so that editors, terminals and log scanners know it already.
#include "driver/TextWriter.h"

#include "driver/Display.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>

namespace cotidy {
namespace {

// Longer lines are generated or minified: quoting them hides the message.
constexpr std::size_t longestQuote = 400;

constexpr std::string_view reset = "\033[0m", bold = "\033[1m", green = "\033[0;1;32m";

struct Level {
  std::string_view word, colour;
};
constexpr Level errorLevel{"error", "\033[0;1;31m"}, warningLevel{"warning", "\033[0;1;35m"},
    noteLevel{"note", "\033[0;1;36m"};

// Programs that read compilers' output know three words; a hint is a note to them.
Level levelOf(Severity severity) {
  switch (severity) {
  case Severity::Error: return errorLevel;
  case Severity::Warning: return warningLevel;
  case Severity::Hint: return noteLevel;
  }
  return warningLevel;
}

std::string counted(std::uint64_t count, const std::string &singular) {
  return std::to_string(count) + ' ' + singular + (count == 1 ? "" : "s");
}

std::string joined(const std::vector<std::string> &words) {
  std::string text;
  for (const std::string &word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

class Writer {
public:
  Writer(const Sources &sources, const TextOptions &options) : sources_(sources), options_(options) {}

  /// `at` is where it is shown: its own place, or the step of its chain that has changed.
  void finding(const Finding &finding, const Location &at) {
    head(at, levelOf(finding.severity), finding.message + " [" + ruleId(finding.rule) + ']');
    quote(at);
    if (at != finding.at) note(finding.at, "this is the place that the change makes a finding");
    for (const Step &step : finding.steps) note(step.at, step.message);
    for (const Step &place : finding.related) note(place.at, place.message);
    for (const Fix &fix : finding.fixes)
      head(at, noteLevel, "fix: " + fix.title + (fix.safe ? " (safe)" : " (needs review)"));
  }

  void failure(const Failure &failure) {
    const std::string kind(nameOf(failure.kind));
    head({.file = failure.file}, errorLevel, "not analysed (" + kind + "): " + failure.error);
    head({.file = failure.file}, noteLevel, std::string(adviceOn(failure.kind)));
  }

  std::string take() { return std::move(text_); }

private:
  void note(const Location &at, const std::string &message) {
    head(at, noteLevel, message);
    quote(at);
  }

  void head(const Location &at, const Level &level, const std::string &message) {
    std::string place = displayText(shownPath(at.file));
    if (at.line != 0) place += ':' + std::to_string(at.line) + ':' + std::to_string(at.column);
    paint(bold, place + ": ");
    paint(level.colour, std::string(level.word) + ": ");
    const bool isNote = level.word == noteLevel.word;
    paint(isNote ? std::string_view{} : bold, displayText(message));
    text_ += '\n';
  }

  void quote(const Location &at) {
    const SourceFile *file = sources_.find(at.file);
    if (!file || at.line == 0 || at.line > file->lineCount()) return;
    const std::string_view source = file->line(at.line);
    if (source.empty() || source.size() > longestQuote) return;
    const Range range = sources_.rangeOf(at);
    const std::size_t begin = at.column == 0 ? 0 : at.column - 1;
    const std::size_t end = range.end.line == at.line ? range.end.column - 1 : source.size();
    const DisplayLine line = displayLine(source);
    text_ += line.text + '\n';
    paint(green, underline(line, begin, end));
    text_ += '\n';
  }

  std::string shownPath(const std::string &file) const {
    if (options_.from.empty()) return file;
    return std::filesystem::path(sources_.pathOf(file)).lexically_proximate(options_.from).generic_string();
  }

  void paint(std::string_view colour, const std::string &text) {
    if (!options_.colour || colour.empty()) {
      text_ += text;
      return;
    }
    text_.append(colour).append(text).append(reset);
  }

  const Sources &sources_;
  const TextOptions &options_;
  std::string text_;
};

std::string byRule(const std::vector<Finding> &findings) {
  std::map<std::string, std::uint64_t> perRule;
  for (const Finding &finding : findings) ++perRule[finding.rule];
  std::vector<std::pair<std::string, std::uint64_t>> rules(perRule.begin(), perRule.end());
  std::sort(rules.begin(), rules.end(), [](const auto &a, const auto &b) {
    return std::tie(b.second, a.first) < std::tie(a.second, b.first);  // the most frequent first
  });
  std::string text;
  for (const auto &[rule, count] : rules) text += "  " + std::to_string(count) + "  " + ruleId(rule) + '\n';
  return text;
}

/// " (2 suppressed, 5 in the baseline, 7 as before)"
std::string notReported(const Report &report) {
  constexpr std::array words{" suppressed", " in the baseline", " as before"};
  std::array<std::size_t, words.size()> counts{};
  for (const Suppressed &suppressed : report.suppressed) ++counts[static_cast<std::size_t>(suppressed.by)];
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i] != 0) parts.push_back(std::to_string(counts[i]) + words[i]);
  return parts.empty() ? std::string() : " (" + joined(parts) + ')';
}

std::string found(const Report &report) {
  const std::string suppressed = notReported(report), adjective = report.comparedWith.empty() ? "" : "new ";
  if (report.findings.empty())
    return "no " + adjective + (report.failures.empty() ? "findings" : "findings in what could be analysed") +
           suppressed + '\n';
  std::set<std::string> files;
  for (const Finding &finding : report.findings) files.insert(finding.at.file);
  return counted(report.findings.size(), adjective + "finding") + " in " + counted(files.size(), "file") + suppressed +
         ":\n" + byRule(report.findings);
}

// "no findings" would sound like praise for a run that saw nothing of what cotidy is about.
std::string nothingAsynchronous(const Report &report) {
  if (report.counts.coroutines != 0 || report.counts.eventLoops != 0) return "";
  if (report.counts.files == 0 && !report.failures.empty()) return "";  // the failures are the reason
  return "no coroutine and no event loop was recognised: check that the right files are in the compile database, "
         "or describe your own task types and executors with --models\n";
}

std::string lookedAt(const Report &report) {
  const Totals &counts = report.counts;
  std::vector<std::string> words{counted(counts.files, "file"), counted(counts.functions, "function"),
                                 counted(counts.coroutines, "coroutine"),
                                 std::to_string(counts.eventLoops) + " on event loops"};
  if (!report.failures.empty()) words.front() += " (" + std::to_string(report.failures.size()) + " failed)";
  if (counts.unknownCallees != 0) words.push_back(counted(counts.unknownCallees, "unknown callee"));
  if (counts.models != 0) words.push_back(counted(counts.models, "model"));
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, "%.1f s", report.seconds);
  return "analysed " + joined(words) + " in " + seconds + '\n';
}

}  // namespace

std::string summaryOf(const Report &report) { return found(report) + nothingAsynchronous(report) + lookedAt(report); }

std::string toText(const Report &report, const Sources &sources, const TextOptions &options) {
  Writer writer(sources, options);
  for (std::size_t i = 0; i < report.findings.size(); ++i) writer.finding(report.findings[i], placeOf(report, i));
  for (const Failure &failure : report.failures) writer.failure(failure);
  return writer.take() + (options.summary ? summaryOf(report) : std::string());
}

}  // namespace cotidy
