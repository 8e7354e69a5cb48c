// FixEngine.cpp: from a plan to files. See FixEngine.h; FixPlan.cpp makes the plan.
#include "driver/FixEngine.h"

#include "driver/Sources.h"
#include "driver/UnifiedDiff.h"
#include "driver/Write.h"

#include <algorithm>
#include <exception>
#include <filesystem>

namespace cotidy {
namespace {

namespace fs = std::filesystem;

bool usesCrlf(std::string_view text) {
  const std::size_t first = text.find('\n');
  return first != std::string_view::npos && first > 0 && text[first - 1] == '\r';
}

std::string withCrlf(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) result += '\r';
    result += text[i];
  }
  return result;
}

// What checks insert ends lines with LF; a file with CRLF keeps its kind. A byte order mark stays in front.
std::vector<Edit> inStyleOf(std::string_view text, std::span<const Edit> edits) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  const bool crlf = usesCrlf(text), marked = text.starts_with(mark);
  std::vector<Edit> result(edits.begin(), edits.end());
  for (Edit &edit : result) {
    if (crlf) edit.text = withCrlf(edit.text);
    if (marked && edit.end == 0) edit.begin = edit.end = static_cast<std::uint32_t>(mark.size());
  }
  return result;
}

bool fits(std::string_view text, std::span<const Edit> edits) {
  std::size_t done = 0;
  for (const Edit &edit : edits) {
    if (edit.begin < done || edit.end < edit.begin || edit.end > text.size()) return false;
    done = edit.end;
  }
  return true;
}

std::string replaced(std::string_view text, std::span<const Edit> edits) {
  std::string result;
  std::size_t done = 0;
  for (const Edit &edit : edits) {
    result.append(text.substr(done, edit.begin - done)).append(edit.text);
    done = edit.end;
  }
  return result.append(text.substr(done));
}

// Links are resolved first: neither ".." nor a link leads out of the root.
bool liesBelow(const std::string &root, const std::string &path) {
  std::error_code failed;
  const fs::path base = fs::weakly_canonical(root, failed);
  if (failed) return false;
  const fs::path real = fs::weakly_canonical(path, failed);
  if (failed) return false;
  return std::mismatch(base.begin(), base.end(), real.begin(), real.end()).first == base.end();
}

std::string cannotFix(const std::string &file, const std::string &reason) {
  return "cannot fix '" + file + "': " + reason;
}

// Returns an error, or nothing.
std::string prepare(FileChange &change, std::span<const Edit> edits, const FixSettings &settings) {
  if (change.file.starts_with('/') || !liesBelow(settings.root, change.path))
    return cannotFix(change.file, "it lies outside of the project root; only files of the project are edited");
  std::optional<std::string> text = readRegularFile(change.path);
  if (!text) return cannotFix(change.file, "it cannot be read; run the analysis again");
  change.before = std::move(*text);
  const bool changed = settings.unchanged && !settings.unchanged(change.file, change.before);
  if (changed || !fits(change.before, edits))
    return cannotFix(change.file, "it has changed since it was analysed; run the analysis again");
  change.edits = inStyleOf(change.before, edits);
  change.after = replaced(change.before, change.edits);
  return "";
}

// Puts the old texts back. What cannot be put back is said, with all that the user needs to do it.
std::string rollBack(std::span<const FileChange> written) {
  std::string errors;
  for (const FileChange &change : written) {
    const std::string error = writeFileAtomically(change.path, change.before);
    if (!error.empty()) errors += "; '" + change.file + "' keeps the fix: " + error;
  }
  return errors.empty() ? "; everything was put back" : errors;
}

// Everything that can fail is done before the first file changes its content.
std::string stageAll(std::span<const FileChange> changes, std::vector<StagedFile> &staged) {
  for (const FileChange &change : changes) {
    staged.emplace_back(change.path, change.after);
    if (!staged.back().error().empty()) return staged.back().error();
  }
  for (const FileChange &change : changes)
    if (readRegularFile(change.path) != change.before)
      return cannotFix(change.file, "it changed while the fix was made; run the analysis again");
  return "";
}

std::vector<std::string> recheck(const FixSettings &settings, const std::vector<std::string> &files) {
  if (!settings.recheck) return {};
  try {
    return settings.recheck(files);
  } catch (const std::exception &failure) {
    return {failure.what()};
  }
}

}  // namespace

std::optional<std::string> applyToText(std::string_view text, std::span<const Edit> edits) {
  if (!fits(text, edits)) return std::nullopt;
  return replaced(text, inStyleOf(text, edits));
}

std::vector<FileChange> prepareChanges(const FixPlan &plan, const FixSettings &settings, std::string &error) {
  std::vector<FileChange> changes;
  for (const auto &[file, edits] : plan.edits) {
    FileChange change{.file = file, .path = settings.root + '/' + file, .before = {}, .after = {}, .edits = {}};
    error = prepare(change, edits, settings);
    if (!error.empty()) return {};
    if (change.before != change.after) changes.push_back(std::move(change));
  }
  return changes;
}

std::string asPatch(std::span<const FileChange> changes) {
  std::string patch;
  for (const FileChange &change : changes) patch += unifiedDiff(change.file, change.before, change.edits);
  return patch;
}

std::string writeChanges(std::span<const FileChange> changes, const FixSettings &settings) {
  std::vector<StagedFile> staged;
  staged.reserve(changes.size());
  if (std::string error = stageAll(changes, staged); !error.empty()) return error + "; nothing was changed";

  std::vector<std::string> files;
  for (std::size_t i = 0; i < staged.size(); ++i) {
    const std::string error = staged[i].commit();
    if (!error.empty()) return error + rollBack(changes.first(i));
    files.push_back(changes[i].file);
  }
  if (files.empty()) return "";
  const std::vector<std::string> errors = recheck(settings, files);
  if (errors.empty()) return "";
  const std::string more = errors.size() == 1 ? "" : " (and " + std::to_string(errors.size() - 1) + " more)";
  return "the fixed files did not pass the re-check: " + errors.front() + more + rollBack(changes);
}

}  // namespace cotidy
