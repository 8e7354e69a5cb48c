// VerifyCopy.h: a scratch copy of the project, a change in it, its build, and the runs of its test. There is one copy for
// all changes: each is made, built, run and taken back, and the build compiles only what it touches.
#pragma once
#include "driver/FixEngine.h"
#include "driver/RunEvidence.h"
#include "driver/RunProcess.h"
#include "driver/VerifyVerdict.h"

#include <string>
#include <vector>

namespace cotidy {

struct VerifySettings {
  std::string root;  // of the project
  std::string build;  // command; runs in a copy's root
  std::vector<std::string> test;  // command; likewise
  RecordExtras extras;
  std::string scratch;  // where the copy is made, and stays; empty: it goes away
  unsigned runs = 3, limitSeconds = 120;
};

class ProjectCopy {
public:
  explicit ProjectCopy(const VerifySettings &settings);

  /// Each returns an error, or nothing.
  std::string apply(std::span<const FileChange> changes);
  std::string applyPatch(const std::string &file);
  /// Takes back what was applied.
  std::string undo();
  /// `lines`: in which functions lines are marked; `tasks`: callables to be counted.
  std::string build(const std::vector<LineRange> &lines, const std::vector<LineRange> &tasks) const;

  std::vector<TestRun> run() const;

  const std::string &root() const { return folder_; }

private:
  std::string patch(const std::string &file, bool back) const;
  TestRun runOnce() const;

  const VerifySettings &settings_;
  ScratchFolder own_;
  std::string folder_;
  std::string patch_;  // that is applied
  std::vector<std::pair<std::string, std::string>> texts_;  // of changed files, before the change
};

}  // namespace cotidy
