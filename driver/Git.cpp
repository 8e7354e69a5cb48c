// Git.cpp: git is asked in forms that no setting of the user changes: raw records with NUL between them for the names,
// and a patch without context for the lines. Both list the same files in the same order.
#include "driver/Git.h"

#include "driver/Process.h"
#include "driver/Root.h"
#include "driver/UserError.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace cotidy {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view submoduleMode = "160000", symlinkMode = "120000";

std::string_view firstLine(std::string_view text) { return text.substr(0, text.find('\n')); }

class Repository {
public:
  /// A submodule must not see the variables by which git tells a hook of its parent where that one lies.
  explicit Repository(std::string folder, bool isSubmodule = false) : folder_(std::move(folder)) {
    if (isSubmodule) without_ = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"};
  }

  ProcessResult run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"git", "-C", folder_, "-c", "core.quotePath=false"});
    return runProcess(arguments, without_);
  }

  /// Throws UserError where git fails.
  std::string ask(const std::vector<std::string> &arguments) const {
    ProcessResult result = run(arguments);
    if (result.status != 0)
      throw UserError("git " + arguments.front() + " failed in '" + folder_ +
                      "': " + std::string(firstLine(result.errors)));
    return std::move(result.output);
  }

  const std::string &folder() const { return folder_; }

private:
  std::string folder_;
  std::vector<std::string> without_;
};

std::vector<std::string> splitAtNul(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\0'), text.size());
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::string withoutNewline(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

/// The top folder, spelled as the root is: git itself answers with links resolved.
std::string topOf(const std::string &root) {
  const Repository repository(root);
  const ProcessResult up = repository.run({"rev-parse", "--show-cdup"});
  if (up.status < 0) throw UserError("--since: cannot run git: " + std::string(firstLine(up.errors)));
  if (up.status != 0)
    throw UserError("--since: '" + root + "' is not in a git repository (" + std::string(firstLine(up.errors)) +
                    "); use a baseline instead: 'cotidy baseline create'");
  return absolutePath(withoutNewline(up.output).empty() ? "." : withoutNewline(up.output), root);
}

std::string mergeBase(const Repository &repository, const std::string &revision) {
  const bool shallow = withoutNewline(repository.run({"rev-parse", "--is-shallow-repository"}).output) == "true";
  const std::string deeper =
      "; this is a shallow clone: fetch the whole history (actions/checkout: 'fetch-depth: 0', GitLab: GIT_DEPTH: 0, "
      "else 'git fetch --unshallow')";
  const ProcessResult commit =
      repository.run({"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"});
  if (commit.status != 0) throw UserError("--since: unknown revision '" + revision + "'" + (shallow ? deeper : ""));
  const ProcessResult base = repository.run({"merge-base", withoutNewline(commit.output), "HEAD"});
  if (base.status != 0)
    throw UserError("--since: '" + revision + "' and HEAD have no common ancestor here" + (shallow ? deeper : ""));
  return withoutNewline(base.output);
}

std::vector<std::string> diffArguments(const std::string &base) {
  return {"diff", "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative", "-M", "--ignore-submodules=none",
          base};
}

/// One record of `git diff --raw -z`, and how many patches belong to it.
struct Record {
  ChangedFile file;
  std::string modeBefore, modeNow, idBefore;
  int patches = 1;
};

/// ":100644 100644 <id> <id> M", then one path, or two where it was renamed.
std::vector<Record> readRecords(const Repository &repository, const std::string &base) {
  std::vector<std::string> arguments = diffArguments(base);
  arguments.insert(arguments.end() - 1, {"--raw", "-z", "--no-abbrev"});
  const std::vector<std::string> parts = splitAtNul(repository.ask(arguments));
  std::vector<Record> records;
  for (std::size_t i = 0; i + 1 < parts.size();) {
    const std::string &head = parts[i++];
    const std::size_t status = head.rfind(' ') + 1;
    if (!head.starts_with(':') || head.size() < 15 || status >= head.size())
      throw UserError("--since: cannot read what git diff says: '" + head + "'");
    Record record;
    record.modeBefore = head.substr(1, 6);
    record.modeNow = head.substr(8, 6);
    record.idBefore = head.substr(15, head.find(' ', 15) - 15);
    const char kind = head[status];
    const std::string first = repository.folder() + '/' + parts[i++];
    const bool twoPaths = (kind == 'R' || kind == 'C') && i < parts.size();
    const std::string second = twoPaths ? repository.folder() + '/' + parts[i++] : first;
    record.file = {
        kind == 'D' ? "" : second, kind == 'A' || kind == 'C' ? "" : first, repository.folder(), {}, {}, kind == 'A'};
    if (!record.file.before.empty()) record.file.blob = record.idBefore;
    if (kind == 'T') record.patches = 2;  // one that deletes, one that creates
    records.push_back(std::move(record));
  }
  return records;
}

std::uint32_t number(std::string_view text) {
  std::uint32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// "@@ -3,0 +4,2 @@": lines 4 and 5. Where lines were only taken out, the one before and the one behind count.
std::pair<std::uint32_t, std::uint32_t> rangeOf(std::string_view hunk) {
  const std::size_t plus = hunk.find(" +");
  if (plus == std::string_view::npos) return {0, 0};
  const std::string_view range = hunk.substr(plus + 2);
  const std::uint32_t first = number(range);
  const std::size_t comma = range.substr(0, range.find(' ')).find(',');
  const std::uint32_t count = comma == std::string_view::npos ? 1 : number(range.substr(comma + 1));
  return count == 0 ? std::pair{first, first + 1} : std::pair{first, first + count - 1};
}

void addLines(const Repository &repository, const std::string &base, std::vector<Record> &records) {
  std::vector<std::string> arguments = diffArguments(base);
  arguments.insert(arguments.end() - 1, {"-U0", "--patch", "--submodule=short", "--src-prefix=a/", "--dst-prefix=b/"});
  const std::string patch = repository.ask(arguments);
  std::size_t record = 0;
  int left = 0;
  bool started = false;
  for (std::string_view rest = patch; !rest.empty();) {
    const std::string_view line = firstLine(rest);
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.starts_with("diff --git ")) {
      if (started && --left == 0) ++record;
      if (record >= records.size()) return;
      if (!started || left == 0) left = records[record].patches;
      started = true;
    } else if (started && line.starts_with("@@ ")) {
      records[record].file.lines.push_back(rangeOf(line));
    }
  }
}

void addChanges(const Repository &repository, const std::string &base, std::vector<ChangedFile> &files);

/// What changed in a submodule since the commit that the merge base names.
void addSubmodule(const Record &record, std::vector<ChangedFile> &files) {
  if (record.file.now.empty() || record.modeBefore != submoduleMode || !fs::exists(record.file.now + "/.git")) return;
  const Repository submodule(record.file.now, /*isSubmodule=*/true);
  if (submodule.run({"cat-file", "-e", record.idBefore + "^{commit}"}).status != 0)
    throw UserError("--since: the submodule '" + record.file.now + "' does not have its earlier commit " +
                    record.idBefore + "; run 'git -C " + record.file.now + " fetch --unshallow'");
  addChanges(submodule, record.idBefore, files);
}

void addChanges(const Repository &repository, const std::string &base, std::vector<ChangedFile> &files) {
  std::vector<Record> records = readRecords(repository, base);
  addLines(repository, base, records);
  for (Record &record : records) {
    if (record.modeBefore == submoduleMode || record.modeNow == submoduleMode)
      addSubmodule(record, files);
    else if (record.modeBefore != symlinkMode && record.modeNow != symlinkMode)
      files.push_back(std::move(record.file));
  }
  for (const std::string &name : splitAtNul(repository.ask({"ls-files", "-z", "--others", "--exclude-standard"})))
    files.push_back({repository.folder() + '/' + name, {}, repository.folder(), {}, {}, /*whole=*/true});
}

}  // namespace

bool Changes::touches(const std::string &path, std::uint32_t line) const {
  const auto file = std::ranges::find(files, path, &ChangedFile::now);
  if (file == files.end() || path.empty()) return false;
  return file->whole || std::ranges::any_of(file->lines, [&](const auto &range) {
           return line >= range.first && line <= range.second;
         });
}

Changes changesSince(const std::string &root, const std::string &revision) {
  const Repository repository(topOf(root));
  Changes changes{mergeBase(repository, revision), {}};
  addChanges(repository, changes.base, changes.files);
  std::ranges::sort(changes.files, {}, [](const ChangedFile &file) { return std::tie(file.now, file.before); });
  return changes;
}

std::string textBefore(const ChangedFile &file) {
  const std::string path = file.before.substr(file.folder.size() + 1);
  const Repository repository(file.folder, /*isSubmodule=*/true);
  return repository.ask({"cat-file", "--filters", "--path=" + path, file.blob});
}

}  // namespace cotidy
