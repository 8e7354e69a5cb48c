// Git.h: what the run asks git: the merge base with a revision, what has changed since then, and how files were.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cotidy {

/// A file that differs from the merge base. Paths are absolute, and spelled below the root that was asked for.
struct ChangedFile {
  std::string now;     // empty: it was deleted
  std::string before;  // empty: it is new; differs from `now` where it was renamed
  std::string folder;  // of the repository that holds it: a submodule is one of its own
  std::string blob;    // of its text before; empty where it is new
  std::vector<std::pair<std::uint32_t, std::uint32_t>> lines;  // first and last of each changed range, as they are now
  bool whole = false;  // every line counts as changed
};

struct Changes {
  std::string base;  // the merge base, as a full commit id
  std::vector<ChangedFile> files;

  bool touches(const std::string &path, std::uint32_t line) const;
};

/// The state on disk against the merge base of HEAD and `revision`: committed, staged, unstaged and untracked alike.
/// Throws UserError where `root` is no git repository, the revision is unknown, or the clone is too shallow to tell.
Changes changesSince(const std::string &root, const std::string &revision);

/// How the file was, line endings as in the work tree.
std::string textBefore(const ChangedFile &file);

}  // namespace cotidy
