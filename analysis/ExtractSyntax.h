// ExtractSyntax.h: what the flow graph forgets of a body: full expressions, discarded values, try blocks, loops, catch handlers,
// and which nodes are only the lowering of an await.
#pragma once
#include "analysis/ExtractTables.h"

#include <unordered_map>
#include <unordered_set>

namespace cotidy::extraction {

struct LoopSyntax {
  const clang::Stmt *statement;
  std::int32_t parent;
  clang::SourceRange head;
  std::int32_t statements = 0;
};

class Syntax {
public:
  /// Walks a body, or a member initialiser, once, before it is lowered.
  void read(const clang::Stmt *body);

  std::int32_t fullExpression(const clang::Stmt *s) const { return find(fullExpressions_, s, -1); }
  const clang::Stmt *tryAround(const void *s) const { return find(tries_, s, (const clang::Stmt *)nullptr); }
  std::int32_t loopAround(const clang::Stmt *s) const { return find(loopsAround_, s, -1); }
  std::int32_t loopOf(const clang::Stmt *loop) const { return find(loopIds_, loop, -1); }
  bool inCatch(const clang::Stmt *s) const { return inCatch_.count(s); }
  /// Part of an await or co_return that the user did not write.
  bool hidden(const clang::Stmt *s) const { return hidden_.count(s); }
  std::optional<facts::Discarded> discarded(const clang::Stmt *s) const;
  const std::vector<LoopSyntax> &loops() const { return loops_; }

private:
  template <typename Map, typename Key, typename Value> static Value find(const Map &map, Key key, Value otherwise) {
    auto found = map.find(key);
    return found == map.end() ? otherwise : found->second;
  }
  void visit(const clang::Stmt *s, std::int32_t full, bool statementPosition);
  void visitExpression(const clang::Expr *e, std::int32_t full, bool statementPosition);
  bool visitSpecial(const clang::Expr *e, std::int32_t full);
  bool visitSpecial(const clang::Stmt *s);
  void visitLoop(const clang::Stmt *s);
  void hideLowering(const clang::Expr *written, llvm::ArrayRef<const clang::Expr *> lowered, std::int32_t full);
  void discard(const clang::Expr *e, facts::Discarded how);

  std::unordered_map<const clang::Stmt *, std::int32_t> fullExpressions_, loopsAround_, loopIds_;
  std::unordered_map<const void *, const clang::Stmt *> tries_;
  std::unordered_map<const clang::Stmt *, facts::Discarded> discarded_;
  std::unordered_set<const clang::Stmt *> hidden_, inCatch_;
  std::vector<LoopSyntax> loops_;
  const clang::Stmt *currentTry_ = nullptr;
  std::int32_t currentLoop_ = -1, lastFull_ = 0;
  bool currentCatch_ = false;
};

}  // namespace cotidy::extraction
