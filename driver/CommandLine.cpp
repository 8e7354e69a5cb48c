// CommandLine.cpp: two tables, of the subcommands and of the options, and the loop that reads arguments by them.
#include "driver/CommandLine.h"

#include "Build.h"  // generated
#include "driver/Names.h"
#include "driver/UserError.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace cotidy {

namespace {

using namespace std::string_view_literals;

struct SubcommandSpec {
  std::string_view name, operands, help;
};

constexpr std::array subcommands = {
    SubcommandSpec{"check", "[FILE…] [-- FLAG…]", "find misuse in the whole program; FILEs restrict what is reported"},
    SubcommandSpec{"fix", "[FILE…] [-- FLAG…]", "apply the safe fixes of what check finds"},
    SubcommandSpec{"baseline", "create | update | prune | show [FILE…] [-- FLAG…]",
                   "accept today's findings, and keep that list short"},
    SubcommandSpec{"run", "[-p DIR] -- COMMAND", "run a program, and tell what held up its coroutines and loops"},
    SubcommandSpec{"verify", "FINDING… | --all -- TEST COMMAND", "run the program before and after a fix, and compare"},
    SubcommandSpec{"explain", "[RULE]", "the page of a rule, or the list of all rules"},
    SubcommandSpec{"why", "FUNCTION [FILE…] [-- FLAG…]", "what is known of a function: effects, contexts, callers"},
    SubcommandSpec{"facts", "FILE… [-- FLAG…]", "extract the facts of translation units"},
    SubcommandSpec{"link", "FACTS…", "analyse facts that were extracted before, as one program"},
    SubcommandSpec{"models", "list | show NAME… | check FILE… | coverage [FILE…] [-- FLAG…]",
                   "what is known about libraries, and what is not known of a project"},
    SubcommandSpec{"calibrate", "[FILE]",
                   "measure what handing work over costs here (default FILE: .cotidy-costs.json in the "
                   "project's root, which check reads)"},
    SubcommandSpec{"version", "", "the version, and the clang that reads the code"},
    SubcommandSpec{"help", "[COMMAND]", "this text, or that of a command"},
};

struct OptionSpec {
  std::string_view name;    // "--jobs"; empty where there is only a letter
  std::string_view letter;  // "-j"
  std::string_view value;   // what the help calls the value; empty for a switch
  std::string_view commands;
  std::string_view help;
  void (*set)(Options &, std::string_view);
};

constexpr std::array formats = {"text"sv,   "sarif"sv,  "json"sv,   "html"sv,   "markdown"sv,
                                "github"sv, "gitlab"sv, "gerrit"sv, "rdjson"sv, "junit"sv};

void addOutput(Options &options, std::string_view format, std::string_view file, std::string_view option) {
  if (std::ranges::find(formats, format) == formats.end())
    throw UserError(std::string(option) + ": " + unknownName("format", format, formats));
  options.outputs.push_back({std::string(format), std::string(file)});
}

void setOutput(Options &options, std::string_view value) {
  const auto colon = value.find(':');
  if (colon == std::string_view::npos || colon + 1 == value.size())
    throw UserError("--output: '" + std::string(value) + "' is not FORMAT:FILE, as in --output=sarif:cotidy.sarif");
  addOutput(options, value.substr(0, colon), value.substr(colon + 1), "--output");
}

void setJobs(Options &options, std::string_view value) {
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), options.jobs);
  if (error != std::errc() || end != value.data() + value.size() || options.jobs == 0 || options.jobs > 4096)
    throw UserError("-j: '" + std::string(value) + "' is not a number of processes; give one from 1 to 4096");
}

/// A number from 1 to a million.
void setCount(unsigned &target, std::string_view option, std::string_view value) {
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), target);
  if (error != std::errc() || end != value.data() + value.size() || target == 0 || target > 1'000'000)
    throw UserError(std::string(option) + ": '" + std::string(value) + "' is not a number; give one from 1 to 1000000");
}

void setColor(Options &options, std::string_view value) {
  constexpr std::array known = {"auto"sv, "always"sv, "never"sv};
  const auto found = std::ranges::find(known, value);
  if (found == known.end()) throw UserError("--color: " + unknownName("value", value, known));
  options.color = static_cast<Color>(found - known.begin());
}

void setChoice(std::string &target, std::string_view option, std::span<const std::string_view> known,
               std::string_view value) {
  if (std::ranges::find(known, value) == known.end())
    throw UserError(std::string(option) + ": " + unknownName("value", value, known));
  target = value;
}

void setSarifFor(Options &options, std::string_view value) {
  constexpr std::array known = {"github"sv, "azure"sv};
  setChoice(options.sarifFor, "--sarif-for", known, value);
}

void setCost(Options &options, std::string_view value) {
  constexpr std::array known = {"ast"sv, "ir"sv};
  std::string choice;
  setChoice(choice, "--cost", known, value);
  options.costFromIr = choice == "ir";
  // 19 counts no loop of a coroutine, and a true finding went away with it.
  if (options.costFromIr && build::llvmMajor != "22")
    throw UserError("--cost=ir needs a cotidy that was built with LLVM 22; this one has " +
                    std::string(build::llvmMajor));
}

void setRatchet(Options &options, std::string_view value) {
  constexpr std::array known = {"strict"sv, "off"sv};
  setChoice(options.ratchet.emplace(), "--ratchet", known, value);
}

constexpr std::array optionTable = {
    OptionSpec{"", "-p", "DIR", "check fix why facts models baseline run verify",
               "the build folder or its compile_commands.json (default: searched upwards)",
               [](Options &o, std::string_view v) { o.build = v; }},
    OptionSpec{"--jobs", "-j", "N", "check fix why facts models baseline run verify",
               "processes that parse (default: one for each core)", setJobs},
    OptionSpec{"--checks", "", "GLOBS", "check fix link baseline run verify",
               "rules to run: 'blocking-*,-blocking-console' (default: all)",
               [](Options &o, std::string_view v) { o.checks = v; }},
    OptionSpec{"--format", "", "FORMAT", "check link models run verify",
               "what to write to standard output: text, sarif, json, html, markdown, github, gitlab, gerrit, rdjson "
               "or junit",
               [](Options &o, std::string_view v) { addOutput(o, v, "-", "--format"); }},
    OptionSpec{"--output", "", "FORMAT:FILE", "check link run verify",
               "write a report to a file; may be given several times", setOutput},
    OptionSpec{"--fail-on", "", "SEVERITY[:CONFIDENCE]", "check fix link",
               "what makes the exit code 1: error, warning or hint, from proved, likely or possible on (default: "
               "warning:likely)",
               [](Options &o, std::string_view v) { o.gate = parseGate(v, "--fail-on"); }},
    OptionSpec{"--baseline", "", "FILE", "check link baseline",
               "the accepted findings (default: .cotidy-baseline.json in the project's root; 'none': no baseline)",
               [](Options &o, std::string_view v) { o.baseline = v; }},
    OptionSpec{"--ratchet", "", "strict|off", "check link baseline",
               "strict: entries of the baseline that match nothing fail the run, and none may be added", setRatchet},
    OptionSpec{"--since", "", "REV", "check", "report what is new since the merge base with a git revision",
               [](Options &o, std::string_view v) { o.since = v; }},
    OptionSpec{"--reason", "", "TEXT", "baseline", "why the new entries are accepted",
               [](Options &o, std::string_view v) { o.reason = v; }},
    OptionSpec{"--until", "", "YYYY-MM-DD", "baseline", "the last day on which the new entries are accepted",
               [](Options &o, std::string_view v) { o.until = v; }},
    OptionSpec{"--sarif-category", "", "NAME", "check link", "tells several SARIF reports of one commit apart",
               [](Options &o, std::string_view v) { o.sarifCategory = v; }},
    OptionSpec{"--sarif-for", "", "github|azure", "check link",
               "the service that takes the SARIF, where services contradict each other (default: github)", setSarifFor},
    OptionSpec{"--models", "", "FILE", "check fix why link models baseline run verify",
               "a model file of your own libraries; may be given several times",
               [](Options &o, std::string_view v) { o.models.emplace_back(v); }},
    OptionSpec{"--header-filter", "", "REGEX", "check fix link baseline run verify",
               "report in the headers whose path matches, and in no others",
               [](Options &o, std::string_view v) { o.headerFilter = v; }},
    OptionSpec{"--isolated", "", "", "check fix baseline",
               "analyse the named files one by one, as the clang-tidy plugin does",
               [](Options &o, std::string_view) { o.isolated = true; }},
    OptionSpec{"--deep", "", "", "check fix why facts baseline", "read the bodies in system headers too",
               [](Options &o, std::string_view) { o.deep = true; }},
    OptionSpec{"--cost", "", "ast|ir", "check why baseline",
               "what code costs: estimated from its source (the default), or counted in what it compiles to", setCost},
    OptionSpec{"--allow-incomplete", "", "", "check fix link models baseline",
               "do not fail where a file could not be analysed (exit code 3)",
               [](Options &o, std::string_view) { o.allowIncomplete = true; }},
    OptionSpec{"--unsafe", "", "", "fix", "apply the fixes that need a review as well",
               [](Options &o, std::string_view) { o.unsafe = true; }},
    OptionSpec{"--dry-run", "", "", "fix", "print the change as a diff, write nothing",
               [](Options &o, std::string_view) { o.dryRun = true; }},
    OptionSpec{"--dump", "", "", "facts", "print the facts as JSON",
               [](Options &o, std::string_view) { o.dump = true; }},
    OptionSpec{"", "-o", "FILE", "facts", "write the facts of the one FILE, for `cotidy link`",
               [](Options &o, std::string_view v) { o.file = v; }},
    OptionSpec{"--all", "", "", "models verify",
               "coverage: all that is unknown, not only the most used; verify: all findings",
               [](Options &o, std::string_view) { o.all = true; }},
    OptionSpec{"--evidence", "", "FILE", "check link",
               "what 'run' wrote as JSON: it weighs the findings; may be repeated",
               [](Options &o, std::string_view v) { o.evidence.emplace_back(v); }},
    OptionSpec{"--timing", "", "", "run", "take the time of each resumption: work per task, at some cost",
               [](Options &o, std::string_view) { o.timing = true; }},
    OptionSpec{"--locks", "", "", "run",
               "tell which calls block while a lock is held, and who holds what is waited for",
               [](Options &o, std::string_view) { o.locks = true; }},
    OptionSpec{"--patch", "", "FILE", "verify",
               "the change to verify, or a folder with one for each finding (default: the finding's own fix)",
               [](Options &o, std::string_view v) { o.patch = v; }},
    OptionSpec{"--build-command", "", "COMMAND", "verify",
               "builds the project in a copy of its root (default: \"build\" in .cotidy.json)",
               [](Options &o, std::string_view v) { o.buildCommand = v; }},
    OptionSpec{"--scratch", "", "FOLDER", "verify",
               "make the copy there and keep it: the next time only what has changed is built (default: a new one)",
               [](Options &o, std::string_view v) { o.scratch = v; }},
    OptionSpec{"--runs", "", "N", "verify", "how often the test runs on each side (default: 3)",
               [](Options &o, std::string_view v) { setCount(o.runs, "--runs", v); }},
    OptionSpec{"--timeout", "", "SECONDS", "verify", "what a test may take (default: 120)",
               [](Options &o, std::string_view v) { setCount(o.timeout, "--timeout", v); }},
    OptionSpec{"--stats", "", "", "check link facts", "print what was analysed, and what is unknown",
               [](Options &o, std::string_view) { o.stats = true; }},
    OptionSpec{"--color", "", "WHEN", "check fix explain link", "auto, always or never", setColor},
    OptionSpec{"--quiet", "", "", "check fix why facts link models baseline run verify", "no progress, no summary",
               [](Options &o, std::string_view) { o.quiet = true; }},
    OptionSpec{"--help", "-h", "", "check fix baseline explain why facts link models calibrate version help run verify",
               "this text", [](Options &o, std::string_view) { o.help = true; }},
};

/// Whether a word stands in a list of words that are separated by blanks.
bool contains(std::string_view words, std::string_view word) {
  for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
  }
  return false;
}

/// One argument taken apart: `--name=value`, `--name`, `-x`, `-xvalue`.
struct Argument {
  const OptionSpec *option = nullptr;
  std::optional<std::string_view> value;
};

Argument match(std::string_view text) {
  const bool isLong = text.starts_with("--");
  const std::string_view name = isLong ? text.substr(0, text.find('=')) : text.substr(0, 2);
  for (const OptionSpec &option : optionTable) {
    if (name != (isLong ? option.name : option.letter)) continue;
    if (text.size() == name.size()) return {&option, std::nullopt};
    return {&option, text.substr(name.size() + (isLong ? 1 : 0))};
  }
  return {};
}

[[noreturn]] void refuseOption(std::string_view text, std::string_view command) {
  std::vector<std::string_view> known;
  for (const OptionSpec &option : optionTable)
    if (contains(option.commands, command)) known.push_back(option.name.empty() ? option.letter : option.name);
  throw UserError(std::string(command) + ": " + unknownName("option", text.substr(0, text.find('=')), known));
}

std::string subcommandOf(std::string_view word) {
  if (word == "--version") return "version";
  if (word == "--help" || word == "-h") return "help";
  std::vector<std::string_view> known;
  for (const SubcommandSpec &subcommand : subcommands) known.push_back(subcommand.name);
  if (std::ranges::find(known, word) == known.end()) throw UserError(unknownName("command", word, known));
  return std::string(word);
}

template <class Known>
std::size_t indexOf(const Known &known, std::string_view word, std::string_view kind, std::string_view where) {
  const auto found = std::ranges::find(known, word);
  if (found == known.end()) throw UserError(std::string(where) + ": " + unknownName(kind, word, known));
  return found - known.begin();
}

}  // namespace

bool Gate::operator()(const Finding &finding) const {
  if (finding.severity != severity) return finding.severity < severity;
  return finding.confidence <= confidence;
}

Gate parseGate(std::string_view text, std::string_view where) {
  constexpr std::array severities = {"error"sv, "warning"sv, "hint"sv};
  constexpr std::array confidences = {"proved"sv, "likely"sv, "possible"sv};
  const auto colon = text.find(':');
  Gate gate{static_cast<Severity>(indexOf(severities, text.substr(0, colon), "severity", where)), Confidence::Possible};
  if (colon != std::string_view::npos)
    gate.confidence = static_cast<Confidence>(indexOf(confidences, text.substr(colon + 1), "confidence", where));
  return gate;
}

Options parseCommandLine(std::span<const char *const> arguments) {
  Options options;
  if (arguments.empty()) throw UserError("no command given; 'cotidy help' lists them, 'cotidy check' is the usual one");
  options.command = subcommandOf(arguments.front());
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const std::string_view text = arguments[i];
    if (text == "--") {
      options.hasFlags = true;
      options.flags.assign(arguments.begin() + i + 1, arguments.end());
      break;
    }
    if (!text.starts_with('-') || text == "-") {
      options.operands.emplace_back(text);
      continue;
    }
    auto [option, value] = match(text);
    if (!option || !contains(option->commands, options.command)) refuseOption(text, options.command);
    const std::string_view name = option->name.empty() ? option->letter : option->name;
    if (option->value.empty() && value) throw UserError(std::string(name) + " takes no value");
    if (!option->value.empty() && !value) {
      if (++i == arguments.size()) throw UserError(std::string(name) + " needs a value: " + std::string(option->value));
      value = arguments[i];
    }
    option->set(options, value.value_or(std::string_view()));
  }
  return options;
}

std::string usage(std::string_view command) {
  std::string text;
  if (command.empty()) {
    text = "cotidy finds misuse of coroutines, event loops, pools and locks in C++ programs.\n\nusage: cotidy COMMAND "
           "…\n\n";
    for (const SubcommandSpec &subcommand : subcommands)
      text += "  " + std::string(subcommand.name) + std::string(10 - subcommand.name.size(), ' ') +
              std::string(subcommand.help) + "\n";
    return text + "\n'cotidy COMMAND --help' lists the options of a command.\n"
                  "Exit code: 0 clean, 1 findings, 2 error, 3 some file could not be analysed.\n";
  }
  for (const SubcommandSpec &subcommand : subcommands) {
    if (subcommand.name != command) continue;
    text = "usage: cotidy " + std::string(command) + " [OPTION…] " + std::string(subcommand.operands) + "\n" +
           std::string(subcommand.help) + "\n\n";
  }
  for (const OptionSpec &option : optionTable) {
    if (!contains(option.commands, command)) continue;
    std::string left = "  " + std::string(option.letter);
    if (!option.letter.empty() && !option.name.empty()) left += ", ";
    left += option.name;
    if (!option.value.empty()) left += (option.name.empty() ? " " : "=") + std::string(option.value);
    text += left + (left.size() < 34 ? std::string(34 - left.size(), ' ') : "\n" + std::string(34, ' ')) +
            std::string(option.help) + "\n";
  }
  return text;
}

}  // namespace cotidy
