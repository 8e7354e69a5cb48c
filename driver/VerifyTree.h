// VerifyTree.h: a folder that mirrors the project. A second time only what has changed is copied, so that a build in the
// mirror compiles only that.
#pragma once
#include <string>

namespace cotidy {

/// Version control, build folders and the mirror itself are left out. What else stands in the mirror (what its build
/// made) stays; only files that were mirrored before go when the project has lost them.
/// Throws UserError where `mirror` holds something that no mirroring has made.
void mirrorTree(const std::string &root, const std::string &mirror);

}  // namespace cotidy
