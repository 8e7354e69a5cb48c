// Report.h: everything a run has to say, as plain data. Each writer turns it into one format; none of them decides
// anything. All of it is deterministic but for the seconds, which only the text for people and `--stats` print.
#pragma once
#include "checks/Check.h"
#include "checks/Finding.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cotidy {

/// Why a translation unit could not be analysed (completely).
enum class FailureKind : std::uint8_t { ParseError, MissingHeader, Crash, Limit, MissingFile };

struct Failure {
  std::string file;   // as in Location: relative to the root where it lies below it
  FailureKind kind = FailureKind::ParseError;
  std::string error;  // the first one, one line
};

/// Why a finding is not reported.
enum class Acceptance : std::uint8_t {
  Comment,   // NOLINT at its place
  Baseline,  // an entry in a file
  Revision,  // it was there in the revision that the run compares with
};

struct Suppressed {
  Finding finding;
  Acceptance by = Acceptance::Comment;
  std::string justification = {};
  bool edited = false;  // not by a comment: its code is no longer what it was
};

struct Totals {
  std::uint64_t files = 0;           // translation units analysed, failed ones not included
  std::uint64_t functions = 0;
  std::uint64_t coroutines = 0;      // recognised as such
  std::uint64_t eventLoops = 0;      // recognised as such
  std::uint64_t unknownCallees = 0;  // calls into code that neither a body nor a model describes
  std::uint64_t models = 0;          // library models that were loaded
};

/// So many of so many are known.
struct Share {
  std::size_t known = 0, total = 0;
};

/// What `--stats` tells beside the findings and the totals.
struct Statistics {
  double parse = 0, link = 0, check = 0;  // seconds: sources to facts, facts to an analysed program, the rules
  std::size_t ambiguous = 0;              // look-ups with several different bodies
  std::size_t unloweredBodies = 0;        // without a flow graph
  Share awaited, calls, types;            // as `models coverage` counts them
};

struct Report {
  std::string version;   // of cotidy, as in semver
  std::string homepage;  // of cotidy; empty = not told
  std::string pagesUrl;  // a rule's page is pagesUrl + "<rule>.md"; empty = not told
  std::string root;      // absolute project root, without a slash at the end

  std::vector<Finding> findings;     // sorted by place
  /// Where findings[i] is shown instead of its own place: the step of its chain that has changed. Empty, or parallel.
  std::vector<std::optional<Location>> shownAt = {};
  std::vector<Suppressed> suppressed;
  std::string comparedWith = {};  // "the baseline", "main": what findings are new against; empty = they are just found
  std::vector<Failure> failures;  // sorted by file; not empty = the analysis is incomplete
  Totals counts;
  double seconds = 0;
  std::optional<Statistics> statistics = {};  // under --stats

  std::vector<const Check *> checks;  // that ran, sorted by name
  std::function<std::string_view(std::string_view rule)> page;  // pageOf; may be empty
};

/// Where findings[index] is shown.
const Location &placeOf(const Report &report, std::size_t index);

/// "comment", "baseline", "revision"
std::string_view nameOf(Acceptance acceptance);
/// "error", "warning", "hint"
std::string_view nameOf(Severity severity);
/// "proved", "likely", "possible"
std::string_view nameOf(Confidence confidence);
/// "parse-error", "missing-header", "crash", "limit", "missing-file"
std::string_view nameOf(FailureKind kind);
/// What such a failure is, and what the user can do: one sentence each.
std::string_view explanationOf(FailureKind kind);
std::string_view adviceOn(FailureKind kind);

/// The id under which a rule is known outside of cotidy: "cotidy-blocking-sleep".
std::string ruleId(std::string_view rule);

}  // namespace cotidy
