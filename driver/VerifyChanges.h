// VerifyChanges.h: which change is tried for which finding: its own fix, one patch for all, or a folder of patches that
// name their findings.
#pragma once
#include "driver/CommandLine.h"
#include "driver/FixEngine.h"

#include <string>
#include <vector>

namespace cotidy {

struct Candidate {
  Finding finding;
  std::string fingerprint;
};

/// Names of a finding: its rule, `file:line`, the start of its fingerprint, or `rule@where` with a file or a function.
bool isNamed(const Candidate &candidate, const std::string &name);

struct Change {
  std::string title;
  std::string patch;  // a file; empty: `files`
  std::vector<FileChange> files;  // both empty: there is no change
  std::vector<std::size_t> candidates;  // indices of those that it is to mend
};

/// Throws UserError for a patch in a folder that names no finding.
std::vector<Change> changesFor(const std::vector<Candidate> &candidates, const std::string &root,
                               const std::string &patch);

}  // namespace cotidy
