// An error is reported once, where it is made; what uses the broken thing afterwards is broken without a word. The first
// kind is told by its place, the second by clang's own mark on expressions, or by a name: a statement that uses a
// declaration which clang has given up is left out wholly.
#include "analysis/ExtractErrors.h"

#include "clang/Lex/Lexer.h"

#include <algorithm>

using namespace clang;

namespace cotidy::extraction {

namespace {
class Spoilt : public RecursiveASTVisitor<Spoilt> {
public:
  bool found = false;

  bool VisitExpr(const Expr *e) {
    found |= e->containsErrors();
    return !found;
  }
  bool VisitVarDecl(const VarDecl *variable) {
    found |= variable->isInvalidDecl();
    return !found;
  }
};

class GivenUp : public RecursiveASTVisitor<GivenUp> {
public:
  explicit GivenUp(std::set<std::string, std::less<>> &names) : names_(names) {}
  bool VisitNamedDecl(const NamedDecl *declaration) {
    if (declaration->isInvalidDecl() && declaration->getIdentifier()) names_.insert(declaration->getName().str());
    return true;
  }

private:
  std::set<std::string, std::less<>> &names_;
};
}  // namespace

BrokenCode::BrokenCode(ASTContext &context, llvm::ArrayRef<SourceLocation> errors)
    : context_(context), clean_(!context.getDiagnostics().hasErrorOccurred()) {
  if (clean_) return;
  const SourceManager &sources = context.getSourceManager();
  for (SourceLocation at : errors)
    if (at.isValid()) errors_.push_back(sources.getDecomposedExpansionLoc(at));
  std::ranges::sort(errors_);
  GivenUp givenUp(names_);
  for (Decl *declaration : context.getTranslationUnitDecl()->decls())
    if (!sources.isInSystemHeader(sources.getExpansionLoc(declaration->getLocation())))
      givenUp.TraverseDecl(declaration);
}

bool BrokenCode::contains(const FunctionDecl &function) const {
  if (clean_) return false;
  if (function.isInvalidDecl()) return true;
  const SourceManager &sources = context_.getSourceManager();
  const Offset begin = sources.getDecomposedExpansionLoc(function.getBeginLoc());
  const Offset end = sources.getDecomposedExpansionLoc(function.getEndLoc());
  const auto first = std::ranges::lower_bound(errors_, begin);
  if (first != errors_.end() && *first <= end) return true;
  Spoilt spoilt;
  spoilt.TraverseStmt(function.getBody());
  return spoilt.found || namesGivenUp(begin, end);
}

bool BrokenCode::namesGivenUp(Offset begin, Offset end) const {
  if (names_.empty() || begin.first != end.first) return false;
  const llvm::StringRef text = context_.getSourceManager().getBufferData(begin.first);
  Lexer lexer(SourceLocation(), context_.getLangOpts(), text.begin(), text.begin() + begin.second, text.end());
  Token token;
  while (!lexer.LexFromRawLexer(token) && lexer.getCurrentBufferOffset() <= end.second)
    if (token.is(tok::raw_identifier) && names_.contains(std::string_view(token.getRawIdentifier()))) return true;
  return false;
}

}  // namespace cotidy::extraction
