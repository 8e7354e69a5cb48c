// Registry.cpp: all checks and their pages. Both lists are generated from file names: checks/MyMistake.cpp defines
// `extern const Check MyMistake`, whose name is "my-mistake", whose page is docs/checks/my-mistake.md.
#include "checks/Check.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

namespace cotidy {

#define CHECK(Variable, Rule) extern const Check Variable;
#include "Checks.inc"
#undef CHECK

namespace {

/// A check whose file, variable and rule disagree is found by nobody: its page, test and options go by the rule.
void requireSameName(const Check &check, std::string_view fileName) {
  if (check.name == fileName) return;
  std::fprintf(stderr, "cotidy: the check in the file of '%s' calls itself '%s'; give both one name\n",
               std::string(fileName).c_str(), std::string(check.name).c_str());
  std::abort();
}

std::vector<const Check *> collectChecks() {
  std::vector<const Check *> checks;
#define CHECK(Variable, Rule)      \
  requireSameName(Variable, Rule); \
  checks.push_back(&Variable);
#include "Checks.inc"
#undef CHECK
  std::ranges::sort(checks, {}, &Check::name);
  return checks;
}

struct Page {
  std::string_view name, text;
};

}  // namespace

std::span<const Check *const> allChecks() {
  static const std::vector<const Check *> checks = collectChecks();
  return checks;
}

std::string_view pageOf(std::string_view name) {
  static constexpr auto pages = std::to_array<Page>({
#include "Pages.inc"
      {"", ""},  // so that the list is valid while there is no page
  });
  const auto *page = std::ranges::find(pages, name, &Page::name);
  return page == pages.end() ? std::string_view{} : page->text;
}

}  // namespace cotidy
