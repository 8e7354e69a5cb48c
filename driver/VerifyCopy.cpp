// VerifyCopy.cpp: copies, patches, builds and runs. The user's own tree is only read.
#include "driver/VerifyCopy.h"

#include "driver/RunProcess.h"
#include "driver/Sources.h"
#include "driver/UserError.h"
#include "driver/VerifyTree.h"
#include "driver/Write.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <utility>

namespace cotidy {

namespace {

namespace fs = std::filesystem;

/// Lines as the pass reads them: "file:1-9,…".
std::string listOf(const std::vector<LineRange> &ranges) {
  std::string text;
  for (const LineRange &range : ranges)
    text += (text.empty() ? "" : ",") + ("/" + range.file) + ":" + std::to_string(range.first) + "-" +
            std::to_string(range.last);
  return text;
}

std::string lastLines(const std::string &output) {
  constexpr std::size_t shown = 1500;
  return output.size() <= shown ? output : "…" + output.substr(output.size() - shown);
}

std::string run(const RunRequest &request, const std::string &what) {
  const RunResult result = runProcess(request);
  if (!result.started) return what + ": " + result.error;
  if (result.status == 0) return "";
  return what + " ended with status " + std::to_string(result.status) + ":\n" + lastLines(result.output);
}

std::string binFolder() {
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error).parent_path().string();
}

void replaceAll(std::string &text, const std::string &what, const std::string &by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
}

}  // namespace

ProjectCopy::ProjectCopy(const VerifySettings &settings)
    : settings_(settings),
      folder_(settings.scratch.empty() ? own_.path() + "/copy"
                                       : fs::absolute(settings.scratch).lexically_normal().string()) {
  mirrorTree(settings.root, folder_);
}

std::string ProjectCopy::apply(std::span<const FileChange> changes) {
  for (const FileChange &change : changes) {
    texts_.emplace_back(change.file, change.before);
    if (const std::string error = writeFileAtomically(folder_ + "/" + change.file, change.after); !error.empty())
      return error;
  }
  return "";
}

std::string ProjectCopy::patch(const std::string &file, bool back) const {
  std::vector<std::string> command = {"git", "apply", "--whitespace=nowarn", file};
  if (back) command.insert(command.begin() + 2, "--reverse");
  return cotidy::run({.command = command,
                      .folder = folder_,
                      .environment = {{"GIT_CEILING_DIRECTORIES", fs::path(folder_).parent_path().string()}},
                      .capture = true,
                      .limitSeconds = 0},
                     "the patch " + fs::path(file).filename().string());
}

std::string ProjectCopy::applyPatch(const std::string &file) {
  const std::string whole = fs::absolute(file).string();
  const std::string error = patch(whole, false);
  if (error.empty()) patch_ = whole;
  return error;
}

std::string ProjectCopy::undo() {
  for (const auto &[file, text] : std::exchange(texts_, {}))
    if (const std::string error = writeFileAtomically(folder_ + "/" + file, text); !error.empty()) return error;
  const std::string applied = std::exchange(patch_, "");
  return applied.empty() ? "" : patch(applied, true);
}

std::string ProjectCopy::build(const std::vector<LineRange> &lines, const std::vector<LineRange> &tasks) const {
  const char *path = std::getenv("PATH");
  return cotidy::run({.command = {"sh", "-c", settings_.build},
                      .folder = folder_,
                      .environment = {{"PATH", binFolder() + ":" + (path ? path : "/usr/bin:/bin")},
                                      {"CXX", "cotidy-clang++"},
                                      {"CCACHE_DISABLE", "1"},  // it does not know what the pass reads
                                      {"COTIDY_LINES", listOf(lines)},
                                      {"COTIDY_TASKS", listOf(tasks)}},
                      .capture = true,
                      .limitSeconds = 0},
                     "the build");
}

TestRun ProjectCopy::runOnce() const {
  const ScratchFolder record;
  const RunResult result = runProcess({.command = settings_.test,
                                       .folder = folder_,
                                       .environment = recordEnvironment(record.path(), settings_.extras),
                                       .capture = true,
                                       .limitSeconds = settings_.limitSeconds});
  if (!result.started) throw UserError("verify: '" + settings_.test.front() + "': " + result.error);
  TestRun run;
  run.status = result.status;
  run.timedOut = result.timedOut;
  run.output = result.output;
  replaceAll(run.output, folder_, ".");
  run.wallNs = result.wallNs;
  run.cpuNs = result.cpuNs;
  run.recording = readRecording(record.path(), folder_);
  return run;
}

std::vector<TestRun> ProjectCopy::run() const {
  std::vector<TestRun> runs;
  for (unsigned i = 0; i < settings_.runs; ++i) runs.push_back(runOnce());
  return runs;
}

}  // namespace cotidy
