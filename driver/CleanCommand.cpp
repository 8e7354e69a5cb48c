// CleanCommand.cpp: tables of what is dropped, and one pass over the arguments.
#include "driver/CleanCommand.h"

#include "driver/JsonInput.h"
#include "driver/Root.h"
#include "driver/UserError.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/StringSaver.h"

#include <algorithm>
#include <array>
#include <filesystem>

namespace cotidy {

namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;
using std::string_view;

/// Programs that stand before the compiler; some carry arguments of their own.
constexpr std::array launchers = {"ccache"sv, "distcc"sv,     "sccache"sv, "icecc"sv,
                                  "gomacc"sv, "buildcache"sv, "env"sv,     "cmake"sv};

constexpr std::array sourceExtensions = {".cpp"sv, ".cc"sv,   ".cxx"sv, ".c++"sv, ".C"sv,   ".cp"sv,
                                         ".CPP"sv, ".cppm"sv, ".ixx"sv, ".mpp"sv, ".ccm"sv, ".cxxm"sv};

/// Dropped together with the argument behind them.
constexpr std::array pairs = {"-MF"sv,       "-MT"sv,          "-MQ"sv,
                              "-MJ"sv,       "-include-pch"sv, "--param"sv,
                              "-dumpbase"sv, "-dumpdir"sv,     "--serialize-diagnostics"sv};

/// Dropped where an argument is one of these.
constexpr std::array words = {
    // what is to be made of the source
    "-c"sv, "-S"sv, "-E"sv, "-emit-llvm"sv,
    // what makes warnings errors
    "-pedantic-errors"sv,
    // what only GCC knows
    "-fmodules-ts"sv, "-fconcepts"sv, "-fanalyzer"sv, "-fimplicit-constexpr"sv, "-fgnu-unique"sv, "-fno-gnu-unique"sv,
    "-fno-canonical-system-headers"sv, "-fcanonical-system-headers"sv, "-fwhole-program"sv, "-fuse-linker-plugin"sv};

/// Dropped where an argument begins with one of these.
constexpr std::array prefixes = {
    // what writes files, or reads what an earlier build wrote
    "-M"sv, "-save-temps"sv, "--save-temps"sv, "-ftime-trace"sv, "-fmodule-output"sv, "-fprofile-use"sv,
    "-fprofile-instr-use"sv, "-fprofile-sample-use"sv, "-fauto-profile"sv, "-fsave-optimization-record"sv,
    "-foptimization-record"sv, "-fcrash-diagnostics"sv, "-fdump-"sv, "-fopt-info"sv, "-fcallgraph-info"sv, "-Wa,"sv,
    // what makes warnings errors, or changes how they look
    "-Werror"sv, "-fdiagnostics"sv, "-fmax-errors="sv, "-fmessage-length"sv,
    // what loads code into the compiler
    "-fplugin"sv, "-fpass-plugin"sv, "-specs"sv, "--specs"sv,
    // what only GCC knows
    "-fconcepts-"sv, "-fmodule-mapper"sv, "-fdeps-"sv, "-fipa-"sv, "-fno-ipa-"sv, "-ftree-"sv, "-fno-tree-"sv,
    "-fvar-tracking"sv, "-fno-var-tracking"sv, "-fgcse"sv, "-fno-gcse"sv, "-freorder-"sv, "-fno-reorder-"sv, "-flto"sv,
    "-fno-lto"sv, "-ffat-lto"sv, "-fno-fat-lto"sv, "-fuse-ld"sv, "-flifetime-dse"sv, "-fno-lifetime-dse"sv,
    "-fstrict-volatile-bitfields"sv, "-fno-strict-volatile-bitfields"sv, "--param="sv};

template <class Table> bool has(const Table &table, string_view text) {
  return std::ranges::find(table, text) != table.end();
}

bool isDropped(string_view argument) {
  return has(words, argument) ||
         std::ranges::any_of(prefixes, [argument](string_view prefix) { return argument.starts_with(prefix); });
}

std::string programName(const std::string &argument) { return fs::path(argument).filename().string(); }

/// `cmake -E env A=b ccache c++ …` and `cmake -E __run_co_compile … -- c++ …` both come down to `c++ …`.
void dropLaunchers(std::vector<std::string> &arguments) {
  std::size_t first = 0;
  while (first + 1 < arguments.size() && has(launchers, programName(arguments[first]))) {
    ++first;
    if (arguments[first] == "-E") ++first;
    if (const auto own = arguments.begin() + first; first < arguments.size() && own->starts_with("__run_"))
      first = std::find(own, arguments.end(), "--") - arguments.begin() + 1;
    while (first < arguments.size() && arguments[first].find('=') != std::string::npos) ++first;
  }
  arguments.erase(arguments.begin(), arguments.begin() + std::min(first, arguments.size()));
}

bool isForeignCompiler(const std::string &argument) {
  std::string name = programName(argument);
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
  if (name.ends_with(".exe")) name.resize(name.size() - 4);
  return name == "cl" || name == "clang-cl" || name.starts_with("nvcc");
}

/// `-x LANGUAGE` wins over the extension.
bool isCpp(const std::vector<std::string> &arguments, const std::string &file) {
  string_view language;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    if (arguments[i] == "-x" && i + 1 < arguments.size())
      language = arguments[i + 1];
    else if (arguments[i].starts_with("-x"))
      language = string_view(arguments[i]).substr(2);
  }
  if (!language.empty() && language != "none") return language == "c++" || language == "c++-module";
  return hasSourceExtension(file);
}

constexpr int deepestResponseFile = 16;

/// Puts the contents of `@file` in its place. A module map that CMake has not written yet says nothing: dropped.
void expandInto(std::vector<std::string> &all, const std::vector<std::string> &arguments, const std::string &directory,
                int depth) {
  for (const std::string &argument : arguments) {
    if (!argument.starts_with('@') || argument.size() == 1) {
      all.push_back(argument);
      continue;
    }
    const std::string path = absolutePath(argument.substr(1), directory);
    if (argument.ends_with(".modmap") && !fs::exists(path)) continue;
    if (depth == deepestResponseFile) throw UserError(path + ": response files include each other");
    const std::string text = readInput(path, "the response file");
    llvm::BumpPtrAllocator allocator;
    llvm::StringSaver saver(allocator);
    llvm::SmallVector<const char *> parts;
    llvm::cl::TokenizeGNUCommandLine(text, saver, parts);
    expandInto(all, std::vector<std::string>(parts.begin(), parts.end()), directory, depth + 1);
  }
}

/// `-include X` of a header that exists in precompiled form only.
bool isOnlyPrecompiled(const std::string &header, const std::string &directory) {
  const std::string path = absolutePath(header, directory);
  return !fs::exists(path) && (fs::exists(path + ".gch") || fs::exists(path + ".pch"));
}

bool isMissingModuleFile(string_view argument, const std::string &directory) {
  for (const string_view option : {"-fmodule-map-file="sv, "-fmodule-file="sv}) {
    if (!argument.starts_with(option)) continue;
    const string_view value = argument.substr(option.size());
    const auto equals = value.rfind('=');  // -fmodule-file=NAME=FILE
    return !fs::exists(
        absolutePath(std::string(equals == string_view::npos ? value : value.substr(equals + 1)), directory));
  }
  return false;
}

/// What `-Xclang` passes on: plugins and precompiled headers come as two or four arguments.
std::size_t droppedBehindXclang(const std::vector<std::string> &arguments, std::size_t at) {
  const string_view passed = arguments[at + 1];
  const bool takesValue = passed == "-load" || passed == "-add-plugin" || passed == "-plugin" ||
                          passed == "-include-pch" || passed == "-emit-module";
  if (takesValue || passed.starts_with("-plugin-arg-"))
    return at + 3 < arguments.size() && arguments[at + 2] == "-Xclang" ? 4 : 2;
  return passed.starts_with("-fno-pch") || passed.starts_with("-fpch") || passed.starts_with("-emit-pch") ? 2 : 0;
}

}  // namespace

bool hasSourceExtension(const std::string &file) { return has(sourceExtensions, fs::path(file).extension().string()); }

CleanedCommand cleanCommand(std::vector<std::string> given, const std::string &directory, const std::string &file) {
  dropLaunchers(given);
  CleanedCommand cleaned;
  if (given.empty()) return cleaned;
  if (isForeignCompiler(given.front())) {
    cleaned.foreign = Foreign::Compiler;
    return cleaned;
  }
  std::vector<std::string> arguments;
  expandInto(arguments, given, directory, 0);
  if (!isCpp(arguments, file)) {
    cleaned.foreign = Foreign::Language;
    return cleaned;
  }
  cleaned.arguments.push_back(arguments.front());
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const std::string &argument = arguments[i];
    const bool hasNext = i + 1 < arguments.size();
    if (argument == "-o" && hasNext) {
      cleaned.output = arguments[++i];
    } else if (argument.starts_with("-o")) {
      cleaned.output = argument.substr(2);
    } else if (argument == "-Xclang" && hasNext && droppedBehindXclang(arguments, i) != 0) {
      i += droppedBehindXclang(arguments, i) - 1;
    } else if (has(pairs, argument)) {
      ++i;
    } else if (argument == "-include" && hasNext && isOnlyPrecompiled(arguments[i + 1], directory)) {
      ++i;
    } else if (!isDropped(argument) && !isMissingModuleFile(argument, directory)) {
      cleaned.arguments.push_back(argument);
    }
  }
  return cleaned;
}

}  // namespace cotidy
