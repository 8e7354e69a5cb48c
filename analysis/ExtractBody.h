// ExtractBody.h: lowers one function from clang::CFG to the small IR of Facts.fbs.
#pragma once
#include "analysis/ExtractSyntax.h"

namespace cotidy::extraction {

/// Values: places and expressions. Parentheses, implicit casts, cleanups and bindings are transparent.
class Values {
public:
  Values(Tables &tables, const Syntax &syntax, facts::BodyT &body) : tables_(tables), syntax_(syntax), body_(body) {}
  std::int32_t of(const clang::Expr *e);
  std::int32_t ofVariable(const clang::ValueDecl *decl);
  std::int32_t ofThis();
  std::int32_t memberOfThis(const clang::FieldDecl *field);
  facts::ValueT &operator[](std::int32_t id) { return *body_.values[id]; }
  /// Folds the value of an argument where the language allows it.
  void fold(const clang::Expr *e, std::int32_t value);
  std::unordered_map<const clang::Stmt *, std::int32_t> tryBlocks;  // dispatch block of each try

private:
  std::int32_t add(facts::ValueKind kind, clang::QualType type);
  std::int32_t derived(facts::ValueKind kind, std::initializer_list<std::int32_t> inputs, clang::QualType type);
  std::int32_t temporary(const clang::Expr *e);
  std::int32_t member(std::int32_t base, const clang::FieldDecl *field, bool arrow);
  std::int32_t compute(const clang::Expr *e);
  std::optional<std::int32_t> transparent(const clang::Expr *e);
  std::optional<std::int32_t> place(const clang::Expr *e);
  std::int32_t materialized(const clang::MaterializeTemporaryExpr *e);
  std::int32_t call(const clang::CallExpr *e);
  std::int32_t unary(const clang::UnaryOperator *e);
  std::int32_t binary(const clang::BinaryOperator *e);
  std::int32_t literal(const clang::Expr *e);
  std::int32_t unresolved(const clang::Expr *e);
  void describeVariable(const clang::ValueDecl *decl, facts::ValueT &value);

  Tables &tables_;
  const Syntax &syntax_;
  facts::BodyT &body_;
  std::unordered_map<const clang::Stmt *, std::int32_t> byExpression_;
  std::unordered_map<const clang::ValueDecl *, std::int32_t> byVariable_;
  std::map<std::pair<std::int32_t, const clang::ValueDecl *>, std::int32_t> members_;
  std::int32_t this_ = -1, default_ = -1;
};

/// A function's head and its body, both still with the numbers of the unit.
struct Lowered {
  std::unique_ptr<facts::FunctionT> function;
  facts::BodyT body;
};

/// A broken function gets no flow graph: clang builds none of what it did not understand, and nobody relies on its order.
Lowered lower(Tables &tables, const clang::FunctionDecl *function, const clang::LambdaExpr *lambda, bool broken);

/// Gives the body numbers of its own, packs it into the function and hashes it. After Tables::finish().
void localise(facts::UnitT &unit, facts::FunctionT &function, facts::BodyT &body);

}  // namespace cotidy::extraction
