// Extract.h: from a compile command to facts. This header is free of clang; only Extract*.cpp know it.
#pragma once
#include <string>
#include <vector>

namespace cotidy {

/// One entry of a compile database, its arguments already cleaned for clang (driver/CompileCommands).
struct Command {
  std::string directory;               // absolute
  std::string file;                    // absolute
  std::vector<std::string> arguments;  // the compiler first, the file included
  std::string output;                  // as in the database; tells the build target; may be empty
};

struct ExtractOptions {
  std::string root;         // absolute project root: files below it are named relative to it
  std::string resourceDir;  // clang's own headers; empty = the one found at build time
  bool deep = false;        // parse the bodies of system headers too
};

struct Extracted {
  std::string facts;                    // pack(Unit); present even after errors, as far as it went
  std::vector<std::string> errors;      // "file:line:col: error: …", the first ones; empty = clean
  std::vector<std::string> missing;     // headers that an #include did not find
  std::vector<std::string> dependencies;// every file that was read, absolute
};

Extracted extract(const Command &command, const ExtractOptions &options);

/// "22.1.8": the clang that extracts.
std::string clangVersion();

}  // namespace cotidy
