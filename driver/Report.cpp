// Report.cpp: the words that all formats share.
#include "driver/Report.h"

namespace cotidy {

const Location &placeOf(const Report &report, std::size_t index) {
  const bool moved = index < report.shownAt.size() && report.shownAt[index];
  return moved ? *report.shownAt[index] : report.findings[index].at;
}

std::string_view nameOf(Acceptance acceptance) {
  switch (acceptance) {
  case Acceptance::Comment: return "comment";
  case Acceptance::Baseline: return "baseline";
  case Acceptance::Revision: return "revision";
  }
  return "comment";
}

std::string_view nameOf(Severity severity) {
  switch (severity) {
  case Severity::Error: return "error";
  case Severity::Warning: return "warning";
  case Severity::Hint: return "hint";
  }
  return "warning";
}

std::string_view nameOf(Confidence confidence) {
  switch (confidence) {
  case Confidence::Proved: return "proved";
  case Confidence::Likely: return "likely";
  case Confidence::Possible: return "possible";
  }
  return "likely";
}

std::string_view nameOf(FailureKind kind) {
  switch (kind) {
  case FailureKind::ParseError: return "parse-error";
  case FailureKind::MissingHeader: return "missing-header";
  case FailureKind::Crash: return "crash";
  case FailureKind::Limit: return "limit";
  case FailureKind::MissingFile: return "missing-file";
  }
  return "parse-error";
}

std::string_view explanationOf(FailureKind kind) {
  switch (kind) {
  case FailureKind::ParseError: return "The file does not compile with clang under the flags of its compile command.";
  case FailureKind::MissingHeader: return "A header that the file includes was not found.";
  case FailureKind::Crash: return "The compiler front end crashed while it read the file.";
  case FailureKind::Limit: return "The file needed more CPU time or memory than one file may use.";
  case FailureKind::MissingFile: return "The file, or one that its compile command names, does not exist.";
  }
  return "";
}

std::string_view adviceOn(FailureKind kind) {
  switch (kind) {
  case FailureKind::ParseError: return "Compile the file with clang++ and its flags from compile_commands.json.";
  case FailureKind::MissingHeader: return "Build once, if the build generates it; else mend the include path.";
  case FailureKind::Crash: return "Compile the file with clang++; if that works, please report its preprocessed form.";
  case FailureKind::Limit: return "Run again with fewer jobs, or leave the file out.";
  case FailureKind::MissingFile: return "Run cmake again, or build once; the compile database may be out of date.";
  }
  return "";
}

std::string ruleId(std::string_view rule) { return "cotidy-" + std::string(rule); }

}  // namespace cotidy
