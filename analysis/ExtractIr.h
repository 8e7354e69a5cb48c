// ExtractIr.h: from a compile command to what the compiled code of some functions costs. Free of clang.
#pragma once
#include "analysis/Extract.h"
#include "analysis/IrCosts.h"

namespace cotidy {

struct IrRequest {
  ExtractOptions options;
  IrFunctions functions;
};

/// Compiles the unit as -O2 does, and counts. A unit with errors has no costs.
IrReport compileForCosts(const Command &command, const IrRequest &request);

}  // namespace cotidy
