// Root.h: where a project begins, and which of its files may be reported. What may not be reported is analysed all the
// same: a blocking call in a vendored library still blocks the coroutine that reaches it.
#pragma once
#include "driver/Config.h"

#include <functional>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace llvm {
class Regex;
}

namespace cotidy {

struct Project {
  std::string root;  // absolute
  Config config;
};

/// Absolute and without `.` and `..`, but with its symbolic links: as compilers and compile databases write paths.
std::string absolutePath(const std::string &path, const std::string &folder = {});

/// Whether `path` is `folder` or lies below it.
bool isBelow(std::string_view path, std::string_view folder);

/// How facts and findings name a file: relative to the root where it lies below it.
std::string relativeTo(const std::string &root, const std::string &path);

/// The deepest folder that holds all of the files; "/" for none.
std::string commonFolder(std::span<const std::string> files);

/// From `start` upwards: the folder of the nearest `.cotidy.json`, else the git top level, else `start`.
Project findProject(const std::string &start);

/// Which files may be reported.
class Scope {
public:
  struct Limits {
    std::string build;                        // the build folder; empty: none
    std::optional<std::string> headerFilter;  // the option, else the configuration's
    std::vector<std::string> sources;         // main files, absolute: everything else is a header
    std::vector<std::string> named;  // files and folders that the user named, absolute
    bool namedOnly = false;          // … and nothing else is to be reported
  };
  /// Throws UserError where the header filter is no regular expression.
  Scope(Project project, Limits limits);
  Scope(Scope &&) noexcept;
  ~Scope();

  /// `file` as in a Location: relative to the root, or absolute.
  bool allows(const std::string &file) const;

private:
  bool isExcluded(const std::string &path) const;

  Project project_;
  Limits limits_;
  std::set<std::string, std::less<>> sources_;
  std::unique_ptr<llvm::Regex> headerFilter_;
};

}  // namespace cotidy
