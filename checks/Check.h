// Check.h: a check is a value: a name, a page, and one pure function over the program.
#pragma once
#include "checks/Finding.h"

#include <span>
#include <string_view>
#include <vector>

namespace cotidy {

class Analysis;  // analysis/Analysis.h: the linked program, its summaries and contexts, and the models

/// What users may set of a check, as `cotidy-<key>` among the CheckOptions of `.clang-tidy`.
struct CheckOption {
  std::string_view key;        // "dangling-parameter.Strict": the rule and the option
  std::string_view
      value;      // the default; its kind is the option's: "true" or "false", else a number that is not negative
  std::string_view summary;    // what it does, and the unit of a number
};

struct Check {
  std::string_view name;       // the rule: kebab-case; file, page and test carry the same name
  std::string_view family;     // "blocking", "lock", …
  Severity severity;
  std::string_view summary;    // one sentence, for lists and SARIF's shortDescription
  void (*run)(const Analysis &, std::vector<Finding> &);
  std::span<const std::string_view> yieldsTo = {};  // on the same statement, a finding of one of these speaks instead
  std::span<const CheckOption> options = {};
};

/// All checks, sorted by name. The list is generated from the files of this folder.
std::span<const Check *const> allChecks();

/// The page of a check (docs/checks/<name>.md), embedded at build; empty where there is no such check.
std::string_view pageOf(std::string_view name);

}  // namespace cotidy
