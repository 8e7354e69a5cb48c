// Root.cpp: paths, the search upwards, and the default of what is not the project's own code.
#include "driver/Root.h"

#include "driver/Names.h"
#include "driver/UserError.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Regex.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>

namespace cotidy {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

namespace {

/// Copies of other people's code: nobody here mends it. Written in small letters, without '_' and '-'.
constexpr std::array foreignFolders = {"external"sv, "thirdparty"sv, "3rdparty"sv,
                                       "vendor"sv,   "vendored"sv,   "nodemodules"sv};

bool isForeign(const fs::path &folder) {
  if (folder == "_deps") return true;  // CMake's FetchContent
  std::string name;
  for (const char c : folder.native())
    if (c != '_' && c != '-') name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return std::ranges::find(foreignFolders, name) != foreignFolders.end();
}

/// The folder itself and then its parents.
template <class Visit> bool anyUpwards(const std::string &start, Visit visit) {
  for (fs::path folder = start;; folder = folder.parent_path()) {
    if (visit(folder)) return true;
    if (!folder.has_relative_path()) return false;
  }
}

}  // namespace

std::string absolutePath(const std::string &path, const std::string &folder) {
  const fs::path base = folder.empty() ? fs::current_path() : fs::path(folder);
  std::string text = (base / path).lexically_normal().string();
  while (text.size() > 1 && text.ends_with('/')) text.pop_back();
  return text;
}

bool isBelow(std::string_view path, std::string_view folder) {
  if (folder == "/") return path.starts_with('/');
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

std::string relativeTo(const std::string &root, const std::string &path) {
  if (!isBelow(path, root) || path == root) return path;
  return path.substr(root == "/" ? 1 : root.size() + 1);
}

std::string commonFolder(std::span<const std::string> files) {
  if (files.empty()) return "/";
  fs::path folder = fs::path(files.front()).parent_path();
  for (const std::string &file : files)
    while (!isBelow(file, folder.string())) folder = folder.parent_path();
  return folder.string();
}

Project findProject(const std::string &start) {
  Project project;
  if (anyUpwards(start, [&](const fs::path &folder) {
        if (!fs::exists(folder / configName)) return false;
        project.root = folder.string();
        project.config = readConfig((folder / configName).string());
        return true;
      }))
    return project;
  project.root = start;
  anyUpwards(start, [&](const fs::path &folder) {
    if (!fs::exists(folder / ".git")) return false;  // a folder, or a file in a work tree
    project.root = folder.string();
    return true;
  });
  return project;
}

Scope::Scope(Project project, Limits limits)
    : project_(std::move(project)), limits_(std::move(limits)),
      sources_(limits_.sources.begin(), limits_.sources.end()) {
  if (!limits_.headerFilter) limits_.headerFilter = project_.config.headerFilter;
  if (!limits_.headerFilter) return;
  headerFilter_ = std::make_unique<llvm::Regex>(*limits_.headerFilter);
  std::string reason;
  if (!headerFilter_->isValid(reason))
    throw UserError("--header-filter: '" + *limits_.headerFilter + "' is no regular expression: " + reason);
}

Scope::Scope(Scope &&) noexcept = default;
Scope::~Scope() = default;

bool Scope::isExcluded(const std::string &path) const {
  if (!isBelow(path, project_.root)) return true;
  const std::string relative = relativeTo(project_.root, path);
  if (!limits_.build.empty() && isBelow(path, limits_.build)) return true;
  const fs::path folder = fs::path(relative).parent_path();
  if (std::ranges::any_of(folder, isForeign)) return true;
  return std::ranges::any_of(project_.config.exclude,
                             [&](const std::string &glob) { return matchesGlob(glob, relative); });
}

bool Scope::allows(const std::string &file) const {
  const std::string path = absolutePath(file, project_.root);
  if (std::ranges::find(limits_.named, path) != limits_.named.end()) return true;  // no exclusion speaks louder
  const auto holds = [&](const std::string &named) { return isBelow(path, named); };
  if (limits_.namedOnly && std::ranges::none_of(limits_.named, holds)) return false;
  if (headerFilter_ && !sources_.contains(path)) return headerFilter_->match(path);
  return !isExcluded(path);
}

}  // namespace cotidy
