// FixEngine.h: from findings to changed files. Planning is pure: the fixes of a run become one set of edits that never
// overlap. Applying is all or nothing: either every file has its new text and passed the re-check, or none has changed.
#pragma once
#include "checks/Finding.h"

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cotidy {

struct ChosenFix {
  std::size_t finding = 0, fix = 0;  // indices
};
struct SkippedFix {
  std::size_t finding = 0, fix = 0;
  std::string reason;
};

struct FixPlan {
  std::map<std::string, std::vector<Edit>> edits;  // by file; sorted, not overlapping
  std::vector<ChosenFix> chosen;
  std::vector<SkippedFix> skipped;  // those that clash with an earlier one: run again afterwards
  std::size_t needReview = 0;  // findings whose fixes were left out because none of them is safe
};

/// Takes the first safe fix of each finding; with `unsafe` the first of any kind where none is safe. Equal edits of
/// several fixes (the same #include) become one; of two fixes that overlap, the later finding's is skipped as a whole.
FixPlan planFixes(std::span<const Finding> findings, bool unsafe);

/// Nothing where an edit does not fit the text. Line endings of what is inserted follow those of the text.
std::optional<std::string> applyToText(std::string_view text, std::span<const Edit> edits);

/// A file with its old and its new text.
struct FileChange {
  std::string file;
  std::string path;
  std::string before, after;
  std::vector<Edit> edits;
};

struct FixSettings {
  std::string root;  // absolute; nothing outside of it is edited
  /// Whether a file still has the bytes that were analysed; empty = not known, and not asked.
  std::function<bool(const std::string &file, std::string_view bytes)> unchanged;
  /// Looks at files after they were written (compiles them, say) and returns errors; empty = no re-check.
  std::function<std::vector<std::string>(const std::vector<std::string> &files)> recheck;
};

/// Reads every file of the plan and computes its new text. With `error` filled there are no changes.
std::vector<FileChange> prepareChanges(const FixPlan &plan, const FixSettings &settings, std::string &error);

/// The changes as one patch, for --dry-run.
std::string asPatch(std::span<const FileChange> changes);

/// Writes all files, asks for the re-check, and takes everything back where either fails. Returns an error, or nothing.
std::string writeChanges(std::span<const FileChange> changes, const FixSettings &settings);

}  // namespace cotidy
