// Expressions as values.
#include "analysis/ExtractBody.h"

using namespace clang;

namespace cotidy::extraction {

using facts::ValueKind;

std::int32_t Values::add(ValueKind kind, QualType type) {
  auto value = std::make_unique<facts::ValueT>();
  value->kind = kind;
  value->type = tables_.type(type);
  body_.values.push_back(std::move(value));
  return static_cast<std::int32_t>(body_.values.size() - 1);
}

std::int32_t Values::derived(ValueKind kind, std::initializer_list<std::int32_t> inputs, QualType type) {
  std::int32_t id = add(kind, type);
  (*this)[id].inputs = inputs;
  return id;
}

std::int32_t Values::temporary(const Expr *e) {
  std::int32_t id = add(ValueKind::Temp, e->getType());
  (*this)[id].full_expression = syntax_.fullExpression(e);
  return id;
}

std::int32_t Values::ofThis() {
  if (this_ < 0) this_ = add(ValueKind::This, QualType());
  return this_;
}

std::int32_t Values::member(std::int32_t base, const FieldDecl *field, bool arrow) {
  auto [known, isNew] = members_.try_emplace({base, field}, -1);
  if (!isNew) return known->second;
  std::int32_t id = derived(ValueKind::Member, {base}, field->getType());
  (*this)[id].name = field->getName();
  (*this)[id].usr = tables_.placedUsr(field);
  (*this)[id].arrow = arrow;
  (*this)[id].volatile_ = field->getType().isVolatileQualified();
  return members_[{base, field}] = id;
}

std::int32_t Values::memberOfThis(const FieldDecl *field) { return member(ofThis(), field, true); }

void Values::describeVariable(const ValueDecl *decl, facts::ValueT &value) {
  auto *variable = dyn_cast<VarDecl>(decl);
  value.volatile_ = decl->getType().isVolatileQualified();
  if (auto *function = dyn_cast<FunctionDecl>(decl)) {
    value.kind = ValueKind::Function;
    value.name = plainName(function);
    value.usr = tables_.keys().of(function);
    tables_.callee(function);
  } else if (!variable) {
    value.kind = ValueKind::Literal;  // an enumerator, a template parameter
    if (auto *enumerator = dyn_cast<EnumConstantDecl>(decl)) {
      value.constant = true;
      value.literal = enumerator->getInitVal().getExtValue();
    }
  } else if (variable->isInitCapture()) {
    value.kind = ValueKind::Capture;
  } else if (auto *parameter = dyn_cast<ParmVarDecl>(variable)) {
    value.kind = ValueKind::Param;
    value.index = static_cast<std::int32_t>(parameter->getFunctionScopeIndex());
  } else if (variable->isLocalVarDecl()) {
    value.kind = ValueKind::Local;
    value.static_ = variable->isStaticLocal();
    if (value.static_) value.usr = tables_.placedUsr(variable);  // one for all bodies that name it, lambdas too
    if (const Stmt *around = syntax_.tryAround(variable)) value.try_ = tryBlocks.count(around) ? tryBlocks[around] : -1;
    value.place = std::make_unique<facts::Place>(tables_.place(variable->getLocation()));
  } else {
    value.kind = ValueKind::Global;
    value.name = plainName(variable);
    value.usr = tables_.placedUsr(variable);
  }
  if (variable) value.thread_local_ = variable->getTLSKind() != VarDecl::TLS_None;
}

std::int32_t Values::ofVariable(const ValueDecl *decl) {
  if (auto known = byVariable_.find(decl); known != byVariable_.end()) return known->second;
  std::int32_t id = add(ValueKind::Unknown, decl->getType());
  byVariable_[decl] = id;
  (*this)[id].name = decl->getDeclName().isIdentifier() ? decl->getName().str() : "";
  if (auto *binding = dyn_cast<BindingDecl>(decl)) {
    (*this)[id].kind = ValueKind::Binding;
    if (auto *whole = dyn_cast_or_null<ValueDecl>(binding->getDecomposedDecl())) {
      std::int32_t base = ofVariable(whole);
      (*this)[id].inputs = {base};
    }
    if (binding->getHoldingVar()) byVariable_[binding->getHoldingVar()] = id;
    return id;
  }
  describeVariable(decl, (*this)[id]);
  return id;
}

std::int32_t Values::of(const Expr *e) {
  if (!e) return -1;
  if (auto known = byExpression_.find(e); known != byExpression_.end()) return known->second;
  std::int32_t id = compute(e);
  byExpression_[e] = id;
  return id;
}

// Nodes that denote what their operand denotes.
std::optional<std::int32_t> Values::transparent(const Expr *e) {
  if (auto *x = dyn_cast<ParenExpr>(e)) return of(x->getSubExpr());
  if (auto *x = dyn_cast<FullExpr>(e)) return of(x->getSubExpr());
  if (auto *x = dyn_cast<CXXBindTemporaryExpr>(e)) return of(x->getSubExpr());
  if (auto *x = dyn_cast<SubstNonTypeTemplateParmExpr>(e)) return of(x->getReplacement());
  if (auto *x = dyn_cast<OpaqueValueExpr>(e); x && x->getSourceExpr()) return of(x->getSourceExpr());
  if (auto *x = dyn_cast<CXXRewrittenBinaryOperator>(e)) return of(x->getSemanticForm());
  if (auto *x = dyn_cast<CastExpr>(e)) {
    std::int32_t inner = of(x->getSubExpr());
    bool isMove = isa<CXXStaticCastExpr>(e) && e->isXValue() && e->getType()->isRecordType();
    return isMove ? derived(ValueKind::Move, {inner}, e->getType()) : inner;
  }
  if (isa<CXXDefaultArgExpr, CXXDefaultInitExpr>(e))  // one node shared by all calls
    return default_ >= 0 ? default_ : default_ = add(ValueKind::Default, QualType());
  return std::nullopt;
}

std::int32_t Values::materialized(const MaterializeTemporaryExpr *e) {
  std::int32_t id = of(e->getSubExpr());
  if ((*this)[id].kind != ValueKind::Temp || (*this)[id].materialized != facts::Materialized::None) {
    std::int32_t copy = temporary(e);
    (*this)[copy].inputs = {id};
    id = copy;
  }
  StorageDuration duration = e->getStorageDuration();
  (*this)[id].materialized = duration == SD_FullExpression ? facts::Materialized::FullExpression
                             : duration == SD_Automatic    ? facts::Materialized::Extended
                                                           : facts::Materialized::Static;
  if (auto *extending = dyn_cast_or_null<VarDecl>(e->getExtendingDecl())) {
    std::int32_t variable = ofVariable(extending);
    (*this)[id].extended_by = variable;
  }
  return id;
}

std::int32_t Values::unary(const UnaryOperator *e) {
  switch (e->getOpcode()) {
  case UO_AddrOf: return derived(ValueKind::Addr, {of(e->getSubExpr())}, e->getType());
  case UO_Deref: {
    std::int32_t id = derived(ValueKind::Deref, {of(e->getSubExpr())}, e->getType());
    (*this)[id].volatile_ = e->getType().isVolatileQualified();
    return id;
  }
  case UO_LNot: return derived(ValueKind::Not, {of(e->getSubExpr())}, e->getType());
  case UO_Minus:
  case UO_Not: return derived(ValueKind::Expr, {of(e->getSubExpr())}, e->getType());
  default: return of(e->getSubExpr());
  }
}

std::int32_t Values::binary(const BinaryOperator *e) {
  if (e->isAssignmentOp()) return of(e->getLHS());
  if (e->getOpcode() == BO_Comma) return of(e->getRHS());
  std::int32_t id = derived(ValueKind::Expr, {of(e->getLHS()), of(e->getRHS())}, e->getType());
  (*this)[id].op = e->getOpcodeStr();
  if (e->isRelationalOp())  // `size() < most`: what a limit is
    for (const Expr *side : {e->getLHS(), e->getRHS()}) fold(side, of(side));
  return id;
}

std::int32_t Values::call(const CallExpr *e) {
  switch (e->getBuiltinCallee()) {
  case Builtin::BImove:
  case Builtin::BIforward:
  case Builtin::BImove_if_noexcept: {
    std::int32_t inner = of(e->getArg(0));
    return e->isXValue() ? derived(ValueKind::Move, {inner}, e->getType()) : inner;
  }
  case Builtin::BIas_const: return of(e->getArg(0));
  case Builtin::BIaddressof: return derived(ValueKind::Addr, {of(e->getArg(0))}, e->getType());
  default: return temporary(e);
  }
}

std::int32_t Values::literal(const Expr *e) {
  constexpr std::size_t longest = 80;
  std::int32_t id = add(ValueKind::Literal, e->getType());
  facts::ValueT &value = (*this)[id];
  if (auto *b = dyn_cast<CXXBoolLiteralExpr>(e)) value.constant = true, value.literal = b->getValue();
  if (auto *i = dyn_cast<IntegerLiteral>(e); i && i->getValue().getBitWidth() <= 64)
    value.constant = true, value.literal = static_cast<std::int64_t>(i->getValue().getZExtValue());
  if (isa<CXXNullPtrLiteralExpr>(e)) value.constant = true;
  if (auto *s = dyn_cast<StringLiteral>(e); s && s->getCharByteWidth() == 1)
    value.text = s->getString().take_front(longest).str();
  return id;
}

// A name in a template that is looked up when it is instantiated.
std::int32_t Values::unresolved(const Expr *e) {
  std::string name;
  std::int32_t base = -1;
  if (auto *overload = dyn_cast<OverloadExpr>(e)) name = overload->getName().getAsString();
  if (auto *x = dyn_cast<CXXDependentScopeMemberExpr>(e)) {
    name = x->getMember().getAsString();
    if (!x->isImplicitAccess()) base = of(x->getBase());
  }
  if (auto *x = dyn_cast<UnresolvedMemberExpr>(e); x && !x->isImplicitAccess()) base = of(x->getBase());
  if (auto *x = dyn_cast<DependentScopeDeclRefExpr>(e)) name = x->getDeclName().getAsString();
  std::int32_t id = derived(ValueKind::Member, {base}, e->getType());
  (*this)[id].name = name;
  return id;
}

std::optional<std::int32_t> Values::place(const Expr *e) {
  if (auto *x = dyn_cast<MaterializeTemporaryExpr>(e)) return materialized(x);
  if (isa<CXXThisExpr>(e)) return ofThis();
  if (auto *x = dyn_cast<DeclRefExpr>(e)) {
    bool captured = x->refersToEnclosingVariableOrCapture() && !byVariable_.count(x->getDecl());
    std::int32_t id = ofVariable(x->getDecl());
    if (captured) (*this)[id].kind = ValueKind::Capture;
    return id;
  }
  if (auto *x = dyn_cast<MemberExpr>(e)) {
    if (auto *variable = dyn_cast<VarDecl>(x->getMemberDecl())) return ofVariable(variable);
    if (auto *field = dyn_cast<FieldDecl>(x->getMemberDecl())) return member(of(x->getBase()), field, x->isArrow());
    return of(x->getBase());
  }
  return std::nullopt;
}

std::int32_t Values::compute(const Expr *e) {
  if (auto id = transparent(e)) return *id;
  if (auto id = place(e)) return *id;
  if (auto *x = dyn_cast<UnaryOperator>(e)) return unary(x);
  if (auto *x = dyn_cast<BinaryOperator>(e)) return binary(x);
  if (auto *x = dyn_cast<AbstractConditionalOperator>(e))
    return derived(ValueKind::Phi, {of(x->getTrueExpr()), of(x->getFalseExpr())}, e->getType());
  if (auto *x = dyn_cast<ArraySubscriptExpr>(e)) return derived(ValueKind::Elem, {of(x->getBase())}, e->getType());
  if (auto *x = dyn_cast<CallExpr>(e)) return call(x);
  if (auto *x = dyn_cast<CXXConstructExpr>(e))
    return x->isElidable() && x->getNumArgs() ? of(x->getArg(0)) : temporary(e);
  if (isa<IntegerLiteral, FloatingLiteral, StringLiteral, CharacterLiteral, CXXBoolLiteralExpr, CXXNullPtrLiteralExpr>(
          e))
    return literal(e);
  if (isa<UnresolvedLookupExpr, CXXDependentScopeMemberExpr, UnresolvedMemberExpr, DependentScopeDeclRefExpr>(e))
    return unresolved(e);
  return temporary(e);  // lambda, await, new, braces, a dependent construction …
}

// The only number in a structure, however deep: the count of a std::chrono::duration.
static std::optional<std::int64_t> onlyNumber(const APValue &value) {
  if (value.isInt()) return value.getInt().getExtValue();
  if (value.isStruct() && value.getStructNumBases() == 0 && value.getStructNumFields() == 1)
    return onlyNumber(value.getStructField(0));
  return std::nullopt;
}

void Values::fold(const Expr *e, std::int32_t value) {
  if (value < 0 || (*this)[value].constant || (*this)[value].kind == ValueKind::Default) return;
  if (e->isValueDependent() || e->isTypeDependent()) return;
  if (auto *materialize = dyn_cast<MaterializeTemporaryExpr>(e->IgnoreParens())) e = materialize->getSubExpr();
  QualType type = e->getType();
  if (type.isNull()) return;  // `T x(1)` in a template: the list of arguments has no type yet
  Expr::EvalResult result;
  if (type->isIntegralOrEnumerationType()) {
    if (!e->EvaluateAsInt(result, tables_.context()) || !result.Val.isInt()) return;
    if (result.Val.getInt().getSignificantBits() > 64) return;
    (*this)[value].constant = true;
    (*this)[value].literal = result.Val.getInt().getExtValue();
    return;
  }
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record || plainName(record) != "std::chrono::duration" || !e->EvaluateAsRValue(result, tables_.context()))
    return;
  if (auto number = onlyNumber(result.Val)) {
    (*this)[value].constant = true;
    (*this)[value].literal = *number;
  }
}

}  // namespace cotidy::extraction
