// Finding.h: what a check says. Plain data: no clang, no files, no Program behind it.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace cotidy {

enum class Severity : std::uint8_t { Error, Warning, Hint };          // SARIF: error, warning, note
enum class Confidence : std::uint8_t { Proved, Likely, Possible };    // SARIF: precision in properties, rank

/// A range in a source file. `file` is relative to the project root (posix separators) where it lies below it, else
/// absolute. Lines and columns count from 1, in bytes; offsets are bytes from the start of the file, `end` is exclusive.
struct Location {
  std::string file;
  std::uint32_t line = 0, column = 0;
  std::uint32_t begin = 0, end = 0;
  bool macro = false;  // written by a macro: the range is the expansion, and is never edited

  bool operator==(const Location &) const = default;
  auto operator<=>(const Location &) const = default;
};

/// Replaces the bytes [begin, end) of `file` by `text`. begin == end inserts.
struct Edit {
  std::string file;
  std::uint32_t begin = 0, end = 0;
  std::string text;

  bool operator==(const Edit &) const = default;
  auto operator<=>(const Edit &) const = default;
};

/// One way to mend a finding. Several fixes of one finding are alternatives, the preferred one first.
struct Fix {
  std::string title;  // a verb phrase: "Wait on a steady_timer"
  bool safe = false;  // keeps the meaning but for the mistake; else it needs review
  std::vector<Edit> edits;  // sorted, not overlapping

  bool operator==(const Fix &) const = default;
};

/// One step of the evidence: a call on the way to the leaf, the other holder of a lock, …
struct Step {
  Location at;
  std::string message;

  bool operator==(const Step &) const = default;
};

struct Finding {
  std::string rule;  // without the prefix: "blocking-sleep"
  Severity severity = Severity::Warning;
  Confidence confidence = Confidence::Likely;
  Location at;  // the primary place, short: a call, not a function
  std::string message;  // what, in which async context, with which consequence, one concrete remedy
  std::vector<Step>
      steps;  // in the order of execution, from the primary place to the leaf; shown as notes and as code flow
  std::vector<Step> related;  // other places worth seeing: equal leaves, the other holder
  std::vector<Fix> fixes;
  std::string function;  // qualified name of the function around the primary place
  std::string subject;  // the leaf, by plain name: "std::this_thread::sleep_for"
  std::vector<std::uint32_t>
      statement;  // internal key of the statement, for "one place, one finding"; never written out

  bool operator==(const Finding &) const = default;
};

}  // namespace cotidy
