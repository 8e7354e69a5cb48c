// ExtractOps.h: statements and expressions as operations, one clang::CFG element at a time.
#pragma once
#include "analysis/ExtractBody.h"

namespace cotidy::extraction {

class Operations {
public:
  using List = std::vector<std::unique_ptr<facts::OpT>>;
  Operations(Tables &tables, const Syntax &syntax, Values &values)
      : tables_(tables), syntax_(syntax), values_(values) {}
  void lower(const clang::CFGElement &element, List &into);
  /// Without a flow graph: every operation of the statement, operands first.
  void lowerTree(const clang::Stmt *statement, List &into);

private:
  using Op = std::unique_ptr<facts::OpT>;
  void statement(const clang::Stmt *s, List &into);
  void declaration(const clang::DeclStmt *s, List &into);
  void returned(const clang::Stmt *s, const clang::Expr *value, facts::OpKind kind, List &into);
  void expression(const clang::Expr *e, List &into);
  Op call(const clang::CallExpr *e);
  void unresolvedCallee(const clang::Expr *callee, facts::OpT &op);
  Op construct(const clang::Expr *e);
  Op await(const clang::Expr *e);
  Op closure(const clang::LambdaExpr *e);
  Op effect(const clang::Expr *e);
  Op assignment(const clang::Expr *e);
  Op use(const clang::Expr *e);
  void initializer(const clang::CXXCtorInitializer *init, List &into);
  void temporaryDestructor(const clang::CXXBindTemporaryExpr *e, List &into);
  void discard(const clang::Expr *e, List &into);
  void arguments(facts::OpT &op, llvm::ArrayRef<const clang::Expr *> args);
  Op make(facts::OpKind kind, const clang::Stmt *at, clang::SourceRange range = {});

  Tables &tables_;
  const Syntax &syntax_;
  Values &values_;
  std::unordered_set<const clang::Stmt *> done_;
};

}  // namespace cotidy::extraction
