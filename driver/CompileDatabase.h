// CompileDatabase.h: what there is to analyse: the commands of a compile_commands.json, or of the command line, cleaned
// so that clang reads the same program that the project's own compiler builds.
#pragma once
#include "analysis/Extract.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace cotidy {

/// A translation unit of one build target.
struct SourceUnit {
  Command command;
  std::string target;  // "server" of …/CMakeFiles/server.dir/…; empty where the command does not tell

  bool operator<(const SourceUnit &other) const;  // by source, target, then arguments: never by place in the database
};

/// A unit that cannot even be tried: its source or one of its response files is not there.
struct Unusable {
  std::string file;  // absolute
  std::string reason;

  auto operator<=>(const Unusable &) const = default;
};

struct CompileDatabase {
  std::string file;  // absolute; empty: the command line
  std::vector<SourceUnit> units;  // sorted
  std::vector<Unusable> unusable;  // sorted
  std::size_t otherLanguages = 0;  // C, assembler, …: not ours to read
  std::size_t otherCompilers = 0;  // nvcc and cl: their flags are not clang's
};

/// The database that the user means: of `build` (a folder or a file), else upwards from `start`, `build/` included.
/// Throws UserError that says how to make one.
std::string findCompileDatabase(const std::string &build, const std::string &start);

/// Throws UserError where the file is no usable database.
CompileDatabase readCompileDatabase(const std::string &file);

/// `cotidy check FILE… -- FLAG…`: no database needed.
CompileDatabase commandsOf(std::span<const std::string> files, std::span<const std::string> flags);

}  // namespace cotidy
