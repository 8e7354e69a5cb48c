// ExtractErrors.h: which functions clang did not understand. It leaves out of them what it could not make sense of, so that
// what they do not do is no evidence of anything.
#pragma once
#include "analysis/ExtractPch.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace cotidy::extraction {

class BrokenCode {
public:
  /// `errors`: where errors were reported. Code in macros counts where the macro is used.
  BrokenCode(clang::ASTContext &context, llvm::ArrayRef<clang::SourceLocation> errors);
  /// An error stands in the function, or it uses what an error elsewhere has spoilt.
  bool contains(const clang::FunctionDecl &function) const;

private:
  using Offset = std::pair<clang::FileID, unsigned>;

  bool namesGivenUp(Offset begin, Offset end) const;

  clang::ASTContext &context_;
  bool clean_;
  std::vector<Offset> errors_;  // sorted
  std::set<std::string, std::less<>> names_;  // of declarations that clang gave up
};

}  // namespace cotidy::extraction
