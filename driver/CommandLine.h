// CommandLine.h: what the user asked for, as plain data. Read by one table of options (CommandLine.cpp), which is what
// `--help` prints, too: no option exists without its explanation.
#pragma once
#include "checks/Finding.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cotidy {

/// The contract with scripts; the greater number wins, but for Incomplete, which gives way to Error.
enum ExitCode : int { Clean = 0, Findings = 1, Error = 2, Incomplete = 3, Contradicted = 4 };

/// Findings that make the run fail: those of a graver severity always, those of `severity` from `confidence` on.
struct Gate {
  Severity severity = Severity::Warning;
  Confidence confidence = Confidence::Likely;

  bool operator()(const Finding &finding) const;
};

/// "warning" or "warning:likely"; throws UserError, `where` names the option or the file.
Gate parseGate(std::string_view text, std::string_view where);

enum class Color { Auto, Always, Never };

/// A report to write: the format, and the file or "-" for standard output.
struct Output {
  std::string format;
  std::string file;
};

struct Options {
  std::string command;  // the subcommand
  std::vector<std::string> operands;  // files, a rule, a function
  std::vector<std::string> flags;  // behind `--`: the compile flags of the operands
  bool hasFlags = false;

  std::string build;  // -p
  unsigned jobs = 0;  // 0: one for each core
  std::string checks;
  std::vector<Output> outputs;  // where none is asked for: text on standard output
  std::string sarifCategory, sarifFor;
  std::optional<std::string> baseline, ratchet;
  std::string since;
  std::string reason, until;  // of new entries of the baseline
  std::vector<std::string> models;
  std::optional<Gate> gate;
  std::optional<std::string> headerFilter;
  Color color = Color::Auto;
  std::string file;  // -o of `facts`
  bool deep = false, isolated = false, allowIncomplete = false, quiet = false, stats = false;
  bool costFromIr = false;  // --cost=ir
  bool dryRun = false, unsafe = false;
  bool dump = false;
  bool all = false;
  std::vector<std::string> evidence;  // of `check`
  bool timing = false;                // of `run`
  bool locks = false;                 // of `run`
  std::string patch, buildCommand, scratch;  // of `verify`
  unsigned runs = 3, timeout = 120;
  bool help = false;
};

/// The arguments without the program's name. Throws UserError, also for what the subcommand does not take.
Options parseCommandLine(std::span<const char *const> arguments);

/// The text of `cotidy help` (empty command) and of `cotidy COMMAND --help`.
std::string usage(std::string_view command);

}  // namespace cotidy
