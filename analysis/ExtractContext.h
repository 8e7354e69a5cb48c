// ExtractContext.h: from a parsed translation unit to facts. Shared by the driver and the clang-tidy plugin.
#pragma once
#include "analysis/ExtractPch.h"

namespace cotidy {

/// Extracts the user's code of the unit. The preprocessor may be null. `errors`: where clang reported one, as far as the
/// caller has seen them; functions around them are marked as broken.
std::unique_ptr<facts::UnitT> extractContext(clang::ASTContext &context, clang::Preprocessor *preprocessor,
                                             const ExtractOptions &options,
                                             llvm::ArrayRef<clang::SourceLocation> errors = {});

}  // namespace cotidy
