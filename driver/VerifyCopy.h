// VerifyCopy.h: a scratch copy of the project, the change in it, its build, and the runs of its test.
#pragma once
#include "driver/FixEngine.h"
#include "driver/RunEvidence.h"
#include "driver/VerifyVerdict.h"

#include <string>
#include <vector>

namespace cotidy {

struct VerifySettings {
  std::string root;                 // of the project
  std::string build;                // command; runs in a copy's root
  std::vector<std::string> test;    // command; likewise
  unsigned runs = 3, limitSeconds = 120;
};

class ProjectCopy {
public:
  /// Copies the root without version control and build folders.
  ProjectCopy(const VerifySettings &settings, const std::string &folder);

  /// Each returns an error, or nothing.
  std::string apply(std::span<const FileChange> changes) const;
  std::string applyPatch(const std::string &file) const;
  /// `lines`: in which functions lines are marked; `tasks`: callables to be counted.
  std::string build(const std::vector<LineRange> &lines, const std::vector<LineRange> &tasks) const;

  std::vector<TestRun> run() const;

  const std::string &root() const { return folder_; }

private:
  TestRun runOnce() const;

  const VerifySettings &settings_;
  std::string folder_;
};

/// Where lines of a file went: those outside of the change move with it, those inside become all of the change.
LineRange movedLines(const LineRange &lines, std::string_view before, std::string_view after);

}  // namespace cotidy
