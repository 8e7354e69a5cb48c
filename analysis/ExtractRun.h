// ExtractRun.h: one way to run clang over a compile command, for whoever wants its AST or its code.
#pragma once
#include "analysis/Extract.h"

#include <functional>

namespace clang {
class CompilerInvocation;
class FrontendAction;
}  // namespace clang

namespace cotidy {

/// May change what the command asked for.
using Configure = std::function<void(clang::CompilerInvocation &)>;

/// Errors go to `out`, and so does what the action puts there.
void runClang(const Command &command, const ExtractOptions &options, const Configure &prepare,
              clang::FrontendAction &action, Extracted &out);

}  // namespace cotidy
