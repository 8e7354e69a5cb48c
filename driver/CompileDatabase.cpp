// CompileDatabase.cpp: finds, reads and sorts compile commands. What a single command means is CleanCommand's business.
#include "driver/CompileDatabase.h"

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
#include <filesystem>
#include <tuple>

namespace cotidy {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view databaseName = "compile_commands.json";
constexpr std::string_view howToMakeOne = "make one with 'cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON', or give "
                                          "the flags: 'cotidy check FILE -- FLAG…'";

std::vector<std::string> tokenize(const std::string &command) {
  llvm::BumpPtrAllocator allocator;
  llvm::StringSaver saver(allocator);
  llvm::SmallVector<const char *> parts;
  llvm::cl::TokenizeGNUCommandLine(command, saver, parts);
  return {parts.begin(), parts.end()};
}

/// The folder `name.dir` behind CMakeFiles (CMake) or `name.p` (Meson) in the path of an object file.
std::string targetOf(const std::string &output) {
  bool behindCMakeFiles = false;
  for (const fs::path &part : fs::path(output)) {
    const std::string &name = part.native();
    if (behindCMakeFiles && name.ends_with(".dir")) return name.substr(0, name.size() - 4);
    if (name.ends_with(".p")) return name.substr(0, name.size() - 2);
    behindCMakeFiles = name == "CMakeFiles";
  }
  return {};
}

/// One entry as it stands in the file.
struct Entry {
  std::string directory, file, output;
  std::vector<std::string> arguments;
};

class Reader {
public:
  explicit Reader(std::string file) : file_(std::move(file)) {}

  Entry read(const json &value) {
    ++number_;
    if (!value.is_object()) refuse("is not an object");
    Entry entry;
    entry.directory = absolutePath(text(value, "directory").value_or("."), fs::path(file_).parent_path().string());
    entry.file = text(value, "file").value_or("");
    if (entry.file.empty()) refuse("has no \"file\"");
    entry.output = text(value, "output").value_or("");
    if (value.contains("arguments"))
      entry.arguments = list(value["arguments"]);
    else
      entry.arguments = tokenize(text(value, "command").value_or(""));
    if (entry.arguments.empty()) refuse("has neither \"command\" nor \"arguments\"");
    return entry;
  }

private:
  [[noreturn]] void refuse(const std::string &reason) const {
    throw UserError(file_ + ": entry " + std::to_string(number_) + " " + reason + "; write the database anew");
  }

  std::optional<std::string> text(const json &value, const char *key) const {
    const auto found = value.find(key);
    if (found == value.end()) return std::nullopt;
    if (!found->is_string()) refuse("has a \"" + std::string(key) + "\" that is not a string");
    return found->get<std::string>();
  }

  std::vector<std::string> list(const json &value) const {
    if (!value.is_array()) refuse("has \"arguments\" that are not a list");
    std::vector<std::string> arguments;
    for (const json &argument : value) {
      if (!argument.is_string()) refuse("has an argument that is not a string");
      arguments.push_back(argument.get<std::string>());
    }
    return arguments;
  }

  std::string file_;
  std::size_t number_ = 0;
};

void add(CompileDatabase &database, Entry entry) {
  SourceUnit unit;
  unit.command.directory = entry.directory;
  unit.command.file = absolutePath(entry.file, entry.directory);
  CleanedCommand cleaned;
  try {
    cleaned = cleanCommand(std::move(entry.arguments), entry.directory, unit.command.file);
  } catch (const UserError &error) {
    database.unusable.push_back({unit.command.file, error.what()});
    return;
  }
  if (cleaned.foreign == Foreign::Compiler) {
    ++database.otherCompilers;
    return;
  }
  if (cleaned.foreign == Foreign::Language) {
    ++database.otherLanguages;
    return;
  }
  if (!fs::exists(unit.command.file)) {
    database.unusable.push_back(
        {unit.command.file, "the compile database lists it, but there is no such file; run cmake again"});
    return;
  }
  unit.command.arguments = std::move(cleaned.arguments);
  unit.command.output = entry.output.empty() ? cleaned.output : entry.output;
  unit.target = targetOf(unit.command.output);
  database.units.push_back(std::move(unit));
}

/// In an order of their own, and each source once for each target; with several commands the first in that order.
void normalise(CompileDatabase &database) {
  const auto isSame = [](const SourceUnit &a, const SourceUnit &b) {
    return a.command.file == b.command.file && a.target == b.target;
  };
  std::ranges::sort(database.units, std::less<>());
  database.units.erase(std::unique(database.units.begin(), database.units.end(), isSame), database.units.end());
  std::ranges::sort(database.unusable);
  const auto repeated = std::ranges::unique(database.unusable);
  database.unusable.erase(repeated.begin(), repeated.end());
}

}  // namespace

bool SourceUnit::operator<(const SourceUnit &other) const {
  return std::tie(command.file, target, command.arguments, command.directory, command.output) <
         std::tie(other.command.file, other.target, other.command.arguments, other.command.directory,
                  other.command.output);
}

std::string findCompileDatabase(const std::string &build, const std::string &start) {
  if (!build.empty()) {
    const std::string given = absolutePath(build);
    if (!fs::exists(given)) throw UserError("-p: there is no '" + build + "'; " + std::string(howToMakeOne));
    if (!fs::is_directory(given)) return given;
    const std::string file = absolutePath(std::string(databaseName), given);
    if (!fs::exists(file))
      throw UserError("-p: no " + std::string(databaseName) + " in '" + build + "'; " + std::string(howToMakeOne));
    return file;
  }
  for (fs::path folder = start;; folder = folder.parent_path()) {
    for (const fs::path &candidate : {folder / databaseName, folder / "build" / databaseName})
      if (fs::exists(candidate)) return candidate.string();
    if (!folder.has_relative_path()) break;
  }
  throw UserError("no " + std::string(databaseName) + " in '" + start + "' or above it; " + std::string(howToMakeOne));
}

CompileDatabase readCompileDatabase(const std::string &file) {
  const std::string text = readInput(file, "the compile database");
  if (text.find_first_not_of(" \t\r\n") == std::string::npos)
    throw UserError(file + ": the compile database is empty; " + std::string(howToMakeOne));
  const json root = parseJson(file, text);
  if (!root.is_array())
    throw UserError(file + ":1: not a compile database: no array of commands; " + std::string(howToMakeOne));
  if (root.empty()) throw UserError(file + ": the compile database has no entries; " + std::string(howToMakeOne));
  CompileDatabase database;
  database.file = file;
  Reader reader(file);
  for (const json &value : root) add(database, reader.read(value));
  normalise(database);
  if (database.units.empty() && database.unusable.empty())
    throw UserError(file + ": the compile database has no C++ sources for clang; " + std::string(howToMakeOne));
  return database;
}

CompileDatabase commandsOf(std::span<const std::string> files, std::span<const std::string> flags) {
  CompileDatabase database;
  const std::string directory = fs::current_path().string();
  for (const std::string &file : files) {
    if (!fs::exists(file)) throw UserError("there is no file '" + file + "'");
    if (fs::is_directory(file)) throw UserError("'" + file + "' is a folder; flags behind '--' need files");
    Entry entry{directory, file, "", {"clang++"}};
    entry.arguments.insert(entry.arguments.end(), flags.begin(), flags.end());
    if (std::ranges::find(flags, "-x") == flags.end() && fs::path(file).extension() == ".h")
      entry.arguments.push_back("-xc++");
    entry.arguments.push_back(file);
    add(database, std::move(entry));
  }
  if (database.otherLanguages != 0)
    throw UserError("cotidy reads C++ sources only; add '-x c++' to the flags for other extensions");
  normalise(database);
  return database;
}

}  // namespace cotidy
