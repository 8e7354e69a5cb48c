// CleanCommand.h: from the command that built an object file to one that only reads the source. Dropped is what writes
// files, what makes warnings errors, what loads the code of others into the compiler, and what only GCC understands.
#pragma once
#include "analysis/Extract.h"

#include <string>
#include <vector>

namespace cotidy {

/// Why a command is not ours to read.
enum class Foreign { No, Language, Compiler };

struct CleanedCommand {
  Foreign foreign = Foreign::No;
  std::vector<std::string> arguments;  // the compiler first
  std::string output;                  // what stood behind -o
};

/// `arguments` as in the database; `directory` is absolute and is where response files are looked for.
CleanedCommand cleanCommand(std::vector<std::string> arguments, const std::string &directory, const std::string &file);

/// Whether the name is that of a C++ source, not of a header.
bool hasSourceExtension(const std::string &file);

}  // namespace cotidy
