// One walk over a body that notes what clang::CFG does not keep.
#include "analysis/ExtractSyntax.h"

using namespace clang;

namespace cotidy::extraction {

void Syntax::read(const Stmt *body) { visit(body, 0, false); }

std::optional<facts::Discarded> Syntax::discarded(const Stmt *s) const {
  auto found = discarded_.find(s);
  return found == discarded_.end() ? std::nullopt : std::optional(found->second);
}

// The value of `e` is dropped: through everything that only passes it on.
void Syntax::discard(const Expr *e, facts::Discarded how) {
  e = e->IgnoreParens();
  if (auto *x = dyn_cast<FullExpr>(e)) return discard(x->getSubExpr(), how);
  if (auto *x = dyn_cast<CXXBindTemporaryExpr>(e)) return discard(x->getSubExpr(), how);
  if (auto *x = dyn_cast<MaterializeTemporaryExpr>(e)) return discard(x->getSubExpr(), how);
  if (auto *x = dyn_cast<ImplicitCastExpr>(e)) return discard(x->getSubExpr(), how);
  if (auto *x = dyn_cast<ExplicitCastExpr>(e); x && x->getType()->isVoidType())
    return discard(x->getSubExpr(), facts::Discarded::Void);
  if (auto *x = dyn_cast<BinaryOperator>(e); x && x->getOpcode() == BO_Comma) return discard(x->getRHS(), how);
  if (auto *x = dyn_cast<ConditionalOperator>(e)) {
    discard(x->getTrueExpr(), how);
    return discard(x->getFalseExpr(), how);
  }
  discarded_[e] = how;
}

static void collect(const Stmt *s, std::unordered_set<const Stmt *> &into) {
  if (!s || !into.insert(s).second || isa<LambdaExpr>(s)) return;
  for (const Stmt *child : s->children()) collect(child, into);
}

void Syntax::hideLowering(const Expr *written, llvm::ArrayRef<const Expr *> lowered, std::int32_t full) {
  std::unordered_set<const Stmt *> keep, all;
  collect(written, keep);
  for (const Expr *e : lowered) collect(e, all);
  for (const Stmt *s : all)
    if (!keep.count(s)) {
      hidden_.insert(s);
      if (full) fullExpressions_.try_emplace(s, full);
    }
}

bool Syntax::visitSpecial(const Expr *e, std::int32_t full) {
  if (auto *suspend = dyn_cast<CoroutineSuspendExpr>(e)) {  // only the written operand is code
    hideLowering(
        suspend->getOperand(),
        {suspend->getCommonExpr(), suspend->getReadyExpr(), suspend->getSuspendExpr(), suspend->getResumeExpr()}, full);
    visit(suspend->getOperand(), full, false);
    return true;
  }
  if (auto *lambda = dyn_cast<LambdaExpr>(e)) {  // its body is a function of its own
    for (const Expr *init : lambda->capture_inits()) visit(init, full, false);
    return true;
  }
  if (auto *opaque = dyn_cast<OpaqueValueExpr>(e)) {
    visit(opaque->getSourceExpr(), full, false);
    return true;
  }
  if (auto *rewritten = dyn_cast<CXXRewrittenBinaryOperator>(e)) {
    visit(rewritten->getSemanticForm(), full, false);
    return true;
  }
  return false;
}

void Syntax::visitExpression(const Expr *e, std::int32_t full, bool statementPosition) {
  if (statementPosition) discard(e, facts::Discarded::Statement);
  if (!full) full = ++lastFull_;
  fullExpressions_.try_emplace(e, full);
  if (auto *comma = dyn_cast<BinaryOperator>(e); comma && comma->getOpcode() == BO_Comma)
    discard(comma->getLHS(), facts::Discarded::Comma);
  if (auto *cast = dyn_cast<ExplicitCastExpr>(e); cast && cast->getType()->isVoidType())
    discard(cast->getSubExpr(), facts::Discarded::Void);
  if (visitSpecial(e, full)) return;
  for (const Stmt *child : e->children()) visit(child, isa_and_nonnull<Expr>(child) ? full : 0, false);
}

static SourceRange headOf(const Stmt *loop) {
  if (auto *f = dyn_cast<ForStmt>(loop)) return {f->getForLoc(), f->getRParenLoc()};
  if (auto *f = dyn_cast<CXXForRangeStmt>(loop)) return {f->getForLoc(), f->getRParenLoc()};
  if (auto *w = dyn_cast<WhileStmt>(loop)) return {w->getWhileLoc(), w->getRParenLoc()};
  return {loop->getBeginLoc(), loop->getBeginLoc()};
}

void Syntax::visitLoop(const Stmt *s) {
  auto id = static_cast<std::int32_t>(loops_.size());
  loops_.push_back({s, currentLoop_, headOf(s)});
  loopIds_[s] = id;
  const std::int32_t outer = std::exchange(currentLoop_, id);
  const Stmt *body = nullptr, *increment = nullptr, *init = nullptr;
  if (auto *f = dyn_cast<ForStmt>(s)) body = f->getBody(), increment = f->getInc(), init = f->getInit();
  if (auto *f = dyn_cast<CXXForRangeStmt>(s)) body = f->getBody();
  if (auto *w = dyn_cast<WhileStmt>(s)) body = w->getBody();
  if (auto *d = dyn_cast<DoStmt>(s)) body = d->getBody();
  auto *range = dyn_cast<CXXForRangeStmt>(s);
  for (const Stmt *child : s->children()) {
    // What initialises a loop runs once, before it.
    bool once = child && (child == init || (range && (child == range->getRangeStmt() || child == range->getInit() ||
                                                      child == range->getBeginStmt() || child == range->getEndStmt())));
    currentLoop_ = once ? outer : id;
    visit(child, 0, child && (child == body || child == increment || child == init));
  }
  currentLoop_ = outer;
}

bool Syntax::visitSpecial(const Stmt *s) {
  if (isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(s)) {
    visitLoop(s);
    return true;
  }
  if (auto *declaration = dyn_cast<DeclStmt>(s)) {
    for (const Decl *decl : declaration->decls())
      if (auto *variable = dyn_cast<VarDecl>(decl)) {
        if (currentTry_) tries_[variable] = currentTry_;
        visit(variable->getInit(), 0, false);
      }
    return true;
  }
  if (auto *block = dyn_cast<CXXTryStmt>(s)) {
    const Stmt *outer = std::exchange(currentTry_, s);
    visit(block->getTryBlock(), 0, false);
    currentTry_ = outer;
    bool wasCatch = std::exchange(currentCatch_, true);
    for (unsigned i = 0; i < block->getNumHandlers(); ++i) visit(block->getHandler(i), 0, false);
    currentCatch_ = wasCatch;
    return true;
  }
  if (auto *co = dyn_cast<CoreturnStmt>(s)) {  // the promise's return_value is lowering
    hideLowering(co->getOperand(), {co->getPromiseCall()}, 0);
    visit(co->getOperand(), 0, false);
    return true;
  }
  return false;
}

void Syntax::visit(const Stmt *s, std::int32_t full, bool statementPosition) {
  if (!s) return;
  tries_[s] = currentTry_;
  loopsAround_[s] = currentLoop_;
  if (currentCatch_) inCatch_.insert(s);
  if (auto *e = dyn_cast<Expr>(s)) return visitExpression(e, full, statementPosition);
  for (std::int32_t loop = currentLoop_; loop >= 0 && !isa<CompoundStmt>(s); loop = loops_[loop].parent)
    ++loops_[loop].statements;
  if (visitSpecial(s)) return;
  const Stmt *thenBranch = nullptr, *elseBranch = nullptr, *label = nullptr;
  if (auto *branch = dyn_cast<IfStmt>(s)) thenBranch = branch->getThen(), elseBranch = branch->getElse();
  if (auto *c = dyn_cast<CaseStmt>(s)) label = c->getLHS();
  bool list = isa<CompoundStmt, LabelStmt, SwitchCase, AttributedStmt>(s);
  for (const Stmt *child : s->children())
    visit(child, 0, child && child != label && (list || child == thenBranch || child == elseBranch));
}

}  // namespace cotidy::extraction
