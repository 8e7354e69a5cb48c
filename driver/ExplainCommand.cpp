// ExplainCommand.cpp: our pages use little of Markdown (headings, lists, tables, fences, links, code), so a line at a
// time is enough.
#include "driver/ExplainCommand.h"

#include "driver/Names.h"
#include "driver/Report.h"
#include "driver/SuppressionRules.h"
#include "driver/Terminal.h"
#include "driver/UserError.h"

#include <algorithm>

namespace cotidy {

namespace {

constexpr std::string_view bold = "\033[1m", cyan = "\033[36m", reset = "\033[0m";

/// Takes `**` and backticks away, and of `[text](target)` all but the text.
std::string withoutMarks(std::string_view line, bool color) {
  std::string text;
  bool code = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '`') {
      code = !code;
      if (color) text += code ? cyan : reset;
    } else if (!code && line.substr(i).starts_with("**")) {
      ++i;
    } else if (const auto middle = line.find("](", i); !code && line[i] == '[' && middle != std::string_view::npos) {
      text += withoutMarks(line.substr(i + 1, middle - i - 1), color);
      i = std::min(line.find(')', middle), line.size() - 1);
    } else {
      text += line[i];
    }
  }
  return text;
}

std::string heading(std::string_view line, bool color) {
  line.remove_prefix(std::min(line.find_first_not_of("# "), line.size()));
  const std::string text = withoutMarks(line, false);
  return color ? std::string(bold) + text + std::string(reset) : text;
}

void listRules() {
  std::size_t width = 0;
  for (const Check *check : allRules()) width = std::max(width, check->name.size());
  std::string text;
  for (const Check *check : allRules()) {
    const std::string severity(nameOf(check->severity));
    text += std::string(check->name) + std::string(width + 2 - check->name.size(), ' ') + severity +
            std::string(9 - severity.size(), ' ') + std::string(check->summary) + "\n";
  }
  print(text);
}

}  // namespace

std::string renderPage(std::string_view markdown, bool color) {
  std::string text;
  bool fenced = false;
  while (!markdown.empty()) {
    const auto end = std::min(markdown.find('\n'), markdown.size());
    const std::string_view line = markdown.substr(0, end);
    markdown.remove_prefix(std::min(end + 1, markdown.size()));
    if (line.starts_with("```"))
      fenced = !fenced;
    else if (fenced)
      text += line.empty() ? "\n" : "    " + std::string(line) + "\n";
    else if (line.starts_with('#'))
      text += heading(line, color) + "\n";
    else
      text += withoutMarks(line, color) + "\n";
  }
  return text;
}

ExitCode runExplain(const Options &options) {
  if (options.operands.empty()) {
    listRules();
    return Clean;
  }
  std::vector<std::string_view> known;
  for (const Check *check : allRules()) known.push_back(check->name);
  for (std::string rule : options.operands) {
    if (const std::string prefix = ruleId(""); rule.starts_with(prefix)) rule.erase(0, prefix.size());
    if (std::ranges::find(known, rule) == known.end()) throw UserError(unknownName("rule", rule, known));
    print(renderPage(pageOf(rule), wantsColor(options.color)));
  }
  return Clean;
}

}  // namespace cotidy
