// SuppressionRules.cpp: a comment is ours where it names a rule of ours; a bare NOLINT may be meant for other tools.
#include "driver/SuppressionRules.h"

#include "driver/Names.h"
#include "driver/Nolint.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace cotidy {

namespace {

void speaksElsewhere(const Analysis &, std::vector<Finding> &) {}

constexpr Check unusedSuppression{.name = "unused-suppression",
                                  .family = "driver",
                                  .severity = Severity::Warning,
                                  .summary = "A NOLINT comment for a rule of cotidy that accepts nothing",
                                  .run = speaksElsewhere};
constexpr Check withoutReason{.name = "suppression-without-reason",
                              .family = "driver",
                              .severity = Severity::Warning,
                              .summary = "A NOLINT comment for a rule of cotidy that does not say why",
                              .run = speaksElsewhere};

bool isOurs(std::string_view glob) { return glob.starts_with(ruleId("")); }

class Suppressions {
public:
  Suppressions(const Report &report, bool whole) : report_(report), whole_(whole) {}

  bool anyWanted() const { return wants(unusedSuppression) || wants(withoutReason); }

  void check(const std::string &file, const SourceFile &source, std::vector<Finding> &out) const {
    if (source.text().find("NOLINT") == std::string_view::npos) return;
    const Nolint nolint(source.text());
    for (const Nolint::Comment &comment : nolint.comments()) {
      if (std::ranges::none_of(comment.globs, isOurs)) continue;
      if (wants(unusedSuppression) && isUnused(file, comment))
        out.push_back(unused(file, source, comment));
      else if (wants(withoutReason) && comment.reason.empty())
        out.push_back(reasonless(file, source, comment));
    }
  }

private:
  bool wants(const Check &rule) const {
    return std::ranges::find(report_.checks, rule.name, &Check::name) != report_.checks.end();
  }

  /// Nothing is known of a comment for a rule that did not run.
  bool isUnused(const std::string &file, const Nolint::Comment &comment) const {
    if (!whole_) return false;
    for (const Check *rule : allRules())
      for (const std::string &glob : comment.globs)
        if (matchesGlob(glob, ruleId(rule->name)) && !wants(*rule)) return false;
    return std::ranges::none_of(report_.suppressed, [&](const Suppressed &suppressed) {
      const Finding &finding = suppressed.finding;
      return suppressed.by == Acceptance::Comment && finding.at.file == file &&
             comment.accepts(finding.rule, finding.at.line);
    });
  }

  static Finding at(const Check &rule, const std::string &file, const SourceFile &source,
                    const Nolint::Comment &comment) {
    Finding finding;
    finding.rule = rule.name;
    finding.severity = rule.severity;
    finding.confidence = Confidence::Proved;
    const Nolint::Word &word = comment.words.front();
    finding.at = {file, word.line, source.positionOf(word.begin).column, word.begin, word.end};
    for (const std::string &glob : comment.globs) finding.subject += (finding.subject.empty() ? "" : ",") + glob;
    return finding;
  }

  static Finding unused(const std::string &file, const SourceFile &source, const Nolint::Comment &comment) {
    Finding finding = at(unusedSuppression, file, source, comment);
    finding.message =
        "this comment accepts nothing: no finding of '" + finding.subject + "' is here any more; delete it";
    Fix fix{"Delete the comment", /*safe=*/true, {}};
    for (const Nolint::Word &word : comment.words)
      if (const auto edit = deletion(file, source, word)) fix.edits.push_back(*edit);
    const bool all = fix.edits.size() == comment.words.size() && std::ranges::all_of(comment.globs, isOurs);
    if (all) finding.fixes.push_back(std::move(fix));
    return finding;
  }

  static Finding reasonless(const std::string &file, const SourceFile &source, const Nolint::Comment &comment) {
    Finding finding = at(withoutReason, file, source, comment);
    finding.message = "this comment does not say why '" + finding.subject +
                      "' is accepted here; write the reason behind it: '): reason'";
    return finding;
  }

  /// Of a `//` comment that begins with the word. A line that holds nothing else goes as a whole.
  static std::optional<Edit> deletion(const std::string &file, const SourceFile &source, const Nolint::Word &word) {
    const std::string_view text = source.text();
    std::uint32_t begin = word.begin;
    while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
    if (begin < 2 || text.substr(begin - 2, 2) != "//") return std::nullopt;
    begin -= 2;
    while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
    std::uint32_t end = source.offsetOf({word.line, 1}) + static_cast<std::uint32_t>(source.line(word.line).size());
    const bool alone = begin == source.offsetOf({word.line, 1});
    if (alone && word.line < source.lineCount()) end = source.offsetOf({word.line + 1, 1});
    return Edit{file, begin, end, {}};
  }

  const Report &report_;
  const bool whole_;
};

}  // namespace

std::span<const Check *const> allRules() {
  static const std::vector<const Check *> rules = [] {
    std::vector<const Check *> all(allChecks().begin(), allChecks().end());
    all.insert(all.end(), {&unusedSuppression, &withoutReason});
    std::ranges::sort(all, {}, &Check::name);
    return all;
  }();
  return rules;
}

void checkSuppressions(Report &report, const std::set<std::string> &files, const Sources &sources, bool whole) {
  const Suppressions suppressions(report, whole);
  if (!suppressions.anyWanted()) return;
  std::vector<Finding> found;
  for (const std::string &file : files)
    if (const SourceFile *source = sources.find(file)) suppressions.check(file, *source, found);
  report.findings.insert(report.findings.end(), found.begin(), found.end());
  const auto key = [](const Finding &finding) { return std::tie(finding.at, finding.rule, finding.message); };
  std::ranges::sort(report.findings, {}, key);
}

}  // namespace cotidy
