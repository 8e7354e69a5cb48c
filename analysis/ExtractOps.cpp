// One operation for each effect of a body. The elements of the flow graph come in evaluation order and hold every
// subexpression, so each is lowered by itself and nothing is walked twice.
#include "analysis/ExtractOps.h"

using namespace clang;

namespace cotidy::extraction {

using facts::OpKind;

Operations::Op Operations::make(OpKind kind, const Stmt *at, SourceRange range) {
  auto op = std::make_unique<facts::OpT>();
  op->kind = kind;
  if (!at) return op;
  op->place = std::make_unique<facts::Place>(tables_.place(range.isValid() ? range : at->getSourceRange()));
  op->full_expression = syntax_.fullExpression(at);
  op->loop = syntax_.loopAround(at);
  op->in_catch = syntax_.inCatch(at);
  if (const Stmt *around = syntax_.tryAround(at))
    if (auto block = values_.tryBlocks.find(around); block != values_.tryBlocks.end()) op->try_ = block->second;
  auto how = syntax_.discarded(at);
  op->statement = how && *how == facts::Discarded::Statement;
  return op;
}

void Operations::arguments(facts::OpT &op, llvm::ArrayRef<const Expr *> args) {
  for (const Expr *arg : args) {
    if (isa<CXXDefaultArgExpr>(arg)) break;  // "the last argument" is the last one that is written
    auto out = std::make_unique<facts::ArgumentT>();
    out->value = values_.of(arg);
    values_.fold(arg, out->value);
    out->place = std::make_unique<facts::Place>(tables_.place(arg->getSourceRange()));
    out->text = tables_.text(arg->getSourceRange());
    op.arguments.push_back(std::move(out));
  }
}

// A dependent call: the only candidate is good enough, else the name must do.
void Operations::unresolvedCallee(const Expr *callee, facts::OpT &op) {
  op.callee_value = values_.of(callee);
  op.dependent = callee->isTypeDependent() || isa<OverloadExpr>(callee);
  if (auto *overload = dyn_cast<OverloadExpr>(callee)) {
    op.name = overload->getName().getAsString();
    if (overload->getNumDecls() == 1) {
      const NamedDecl *only = (*overload->decls_begin())->getUnderlyingDecl();
      if (auto *tmpl = dyn_cast<FunctionTemplateDecl>(only)) only = tmpl->getTemplatedDecl();
      op.callee = tables_.callee(dyn_cast<FunctionDecl>(only));
    }
    if (auto *member = dyn_cast<UnresolvedMemberExpr>(overload))
      op.object = member->isImplicitAccess() ? values_.ofThis() : values_.of(member->getBase());
  } else if (auto *member = dyn_cast<CXXDependentScopeMemberExpr>(callee)) {
    op.name = member->getMember().getAsString();
    op.object = member->isImplicitAccess() ? values_.ofThis() : values_.of(member->getBase());
  }
}

static SourceRange calleeRange(const CallExpr *e) {
  const Expr *callee = e->getCallee()->IgnoreParenImpCasts();
  if (auto *member = dyn_cast<MemberExpr>(callee)) return {member->getMemberLoc(), callee->getEndLoc()};
  if (auto *member = dyn_cast<CXXDependentScopeMemberExpr>(callee))
    return {member->getMemberLoc(), callee->getEndLoc()};
  if (isa<CXXOperatorCallExpr>(e))
    return {cast<CXXOperatorCallExpr>(e)->getOperatorLoc(), cast<CXXOperatorCallExpr>(e)->getOperatorLoc()};
  return callee->getSourceRange();
}

Operations::Op Operations::call(const CallExpr *e) {
  switch (e->getBuiltinCallee()) {
  case Builtin::BImove:
  case Builtin::BIforward:
  case Builtin::BImove_if_noexcept:
  case Builtin::BIas_const:
  case Builtin::BIaddressof: return nullptr;
  default: break;
  }
  Op op = make(OpKind::Call, e);
  const FunctionDecl *callee = e->getDirectCallee();
  llvm::SmallVector<const Expr *> args(e->arguments());
  if (callee) op->callee = tables_.callee(callee);
  auto *method = dyn_cast_or_null<CXXMethodDecl>(callee);
  if (auto *member = dyn_cast<CXXMemberCallExpr>(e)) {
    op->object = values_.of(member->getImplicitObjectArgument());
    auto *written = dyn_cast<MemberExpr>(member->getCallee()->IgnoreParens());
    op->virtual_ = method && method->isVirtual() && written && !written->hasQualifier();
  } else if (isa<CXXOperatorCallExpr>(e) && !args.empty() && method && !method->isStatic()) {
    op->object = values_.of(args.front());
    args.erase(args.begin());
  }
  if (!callee) unresolvedCallee(e->getCallee()->IgnoreParenImpCasts(), *op);
  arguments(*op, args);
  op->callee_place = std::make_unique<facts::Place>(tables_.place(calleeRange(e)));
  op->result = values_.of(e);
  return op;
}

Operations::Op Operations::construct(const Expr *e) {
  if (auto *x = dyn_cast<CXXConstructExpr>(e)) {
    if (x->isElidable() && x->getNumArgs()) return nullptr;
    Op op = make(OpKind::Construct, e);
    op->callee = tables_.callee(x->getConstructor());
    arguments(*op, {x->getArgs(), x->getNumArgs()});
    op->result = values_.of(e);
    return op;
  }
  Op op = make(OpKind::Construct, e);
  op->aggregate = true;
  llvm::SmallVector<const Expr *> args;
  for (const Stmt *child : e->children())
    if (auto *arg = dyn_cast_or_null<Expr>(child)) args.push_back(arg);
  arguments(*op, args);
  op->result = values_.of(e);
  return op;
}

// The member functions of an awaiter that the user wrote: they run when this coroutine suspends and resumes.
static const FunctionDecl *calledBy(const Expr *lowered) {
  while (lowered) {
    lowered = lowered->IgnoreParenImpCasts();
    if (auto *full = dyn_cast<FullExpr>(lowered))
      lowered = full->getSubExpr();
    else if (auto *temp = dyn_cast<CXXBindTemporaryExpr>(lowered))
      lowered = temp->getSubExpr();
    else if (auto *temp = dyn_cast<MaterializeTemporaryExpr>(lowered))
      lowered = temp->getSubExpr();
    else
      break;
  }
  auto *call = dyn_cast_or_null<CallExpr>(lowered);
  return call ? call->getDirectCallee() : nullptr;
}

Operations::Op Operations::await(const Expr *e) {
  Op op = make(isa<CoyieldExpr>(e) ? OpKind::Yield : OpKind::Await, e);
  op->result = values_.of(e);
  if (auto *dependent = dyn_cast<DependentCoawaitExpr>(e)) {
    op->source = values_.of(dependent->getOperand());
    op->dependent = true;
    return op;
  }
  auto *suspend = cast<CoroutineSuspendExpr>(e);
  op->source = values_.of(suspend->getOperand());
  op->type = tables_.type(suspend->getCommonExpr() ? suspend->getCommonExpr()->getType() : QualType());
  for (const Expr *part : {suspend->getReadyExpr(), suspend->getSuspendExpr(), suspend->getResumeExpr()})
    if (const FunctionDecl *function = part ? calledBy(part) : nullptr)
      if (!tables_.system(function->getLocation())) op->awaiter_callees.push_back(tables_.callee(function));
  return op;
}

Operations::Op Operations::closure(const LambdaExpr *e) {
  Op op = make(OpKind::Closure, e, e->getIntroducerRange());
  op->function = tables_.keys().ofClosure(e->getLambdaClass());
  op->result = values_.of(e);
  auto init = e->capture_init_begin();
  for (const LambdaCapture &capture : e->captures()) {
    auto out = std::make_unique<facts::CapturedT>();
    out->implicit = capture.isImplicit();
    if (capture.capturesThis()) {
      out->how = capture.getCaptureKind() == LCK_StarThis ? facts::Capture::StarThis : facts::Capture::This;
      out->name = "this";
      out->value = values_.ofThis();
    } else if (capture.capturesVariable()) {
      const ValueDecl *variable = capture.getCapturedVar();
      out->how = capture.getCaptureKind() == LCK_ByRef ? facts::Capture::Reference : facts::Capture::Copy;
      out->name = variable->getName();
      out->type = tables_.type(variable->getType());
      auto *declared = dyn_cast<VarDecl>(variable);
      out->init = declared && declared->isInitCapture();
      out->value = values_.of(*init);
    }
    ++init;
    op->captures.push_back(std::move(out));
  }
  return op;
}

Operations::Op Operations::assignment(const Expr *e) {
  auto *assign = dyn_cast<BinaryOperator>(e);
  if (!assign || !assign->isAssignmentOp()) return nullptr;
  Op op = make(OpKind::Assign, e);
  op->destination = values_.of(assign->getLHS());
  op->source = values_.of(assign->getRHS());
  values_.fold(assign->getRHS(), op->source);
  if (assign->isCompoundAssignmentOp()) op->operator_ = assign->getOpcodeStr();
  return op;
}

// Reads and writes that no other operation names.
Operations::Op Operations::use(const Expr *e) {
  auto *cast_ = dyn_cast<ImplicitCastExpr>(e);
  auto *unary = dyn_cast<UnaryOperator>(e);
  bool read = cast_ && cast_->getCastKind() == CK_LValueToRValue;
  bool step = unary && unary->isIncrementDecrementOp();
  if (!read && !step) return nullptr;
  Op op = make(OpKind::Use, e);
  op->source = values_.of(read ? cast_->getSubExpr() : unary->getSubExpr());
  if (step) op->destination = op->source;
  return op;
}

Operations::Op Operations::effect(const Expr *e) {
  if (auto *x = dyn_cast<CallExpr>(e)) return call(x);
  if (isa<CXXConstructExpr, InitListExpr, CXXParenListInitExpr, CXXUnresolvedConstructExpr, ParenListExpr,
          CXXStdInitializerListExpr>(e))
    return construct(e);
  if (isa<CoawaitExpr, CoyieldExpr, DependentCoawaitExpr>(e)) return await(e);
  if (auto *x = dyn_cast<LambdaExpr>(e)) return closure(x);
  if (auto *x = dyn_cast<CXXNewExpr>(e)) {
    Op op = make(OpKind::New, e);
    op->type = tables_.type(x->getAllocatedType());
    op->result = values_.of(e);
    if (x->getInitializer()) op->source = values_.of(x->getInitializer());
    return op;
  }
  if (auto *x = dyn_cast<CXXDeleteExpr>(e)) {
    Op op = make(OpKind::Delete, e);
    op->source = values_.of(x->getArgument());
    return op;
  }
  if (auto *x = dyn_cast<CXXThrowExpr>(e)) {
    Op op = make(OpKind::Throw, e);
    op->source = values_.of(x->getSubExpr());
    return op;
  }
  if (Op op = assignment(e)) return op;
  return use(e);
}

void Operations::discard(const Expr *e, List &into) {
  auto how = syntax_.discarded(e);
  if (!how || !(e->getType()->isRecordType() || e->getType()->isDependentType())) return;
  Op op = make(OpKind::Discard, e);
  op->source = values_.of(e);
  op->discarded = *how;
  into.push_back(std::move(op));
}

void Operations::expression(const Expr *e, List &into) {
  if (Op op = effect(e)) into.push_back(std::move(op));
  discard(e, into);
}

void Operations::declaration(const DeclStmt *s, List &into) {
  for (const Decl *decl : s->decls()) {
    auto *variable = dyn_cast<VarDecl>(decl);
    if (!variable) continue;
    Op op = make(OpKind::Init, s, variable->getSourceRange());
    op->destination = values_.ofVariable(variable);
    op->by_reference = variable->getType()->isReferenceType();
    if (const Expr *init = variable->getInit()) {
      op->source = values_.of(init);
      op->full_expression = syntax_.fullExpression(init);
      facts::ValueT *source = op->source >= 0 ? &values_[op->source] : nullptr;
      if (!op->by_reference && source && source->kind == facts::ValueKind::Temp &&
          source->materialized == facts::Materialized::None)
        source->into = op->destination;
      values_.fold(init, op->source);
    }
    into.push_back(std::move(op));
  }
}

void Operations::returned(const Stmt *s, const Expr *value, OpKind kind, List &into) {
  Op op = make(kind, s);
  if (value) {
    op->source = values_.of(value);
    op->full_expression = syntax_.fullExpression(value);
  }
  into.push_back(std::move(op));
}

void Operations::statement(const Stmt *s, List &into) {
  if (syntax_.hidden(s) || !done_.insert(s).second) return;  // listed twice around an await: the first wins
  if (auto *e = dyn_cast<Expr>(s)) return expression(e, into);
  if (auto *d = dyn_cast<DeclStmt>(s)) return declaration(d, into);
  if (auto *r = dyn_cast<ReturnStmt>(s)) return returned(s, r->getRetValue(), OpKind::Return, into);
  if (auto *r = dyn_cast<CoreturnStmt>(s)) return returned(s, r->getOperand(), OpKind::CoReturn, into);
}

void Operations::initializer(const CXXCtorInitializer *init, List &into) {
  Op op = make(OpKind::Init, init->getInit(), init->isWritten() ? init->getSourceRange() : SourceRange());
  const Expr *from = init->getInit();
  if (auto *member = dyn_cast<CXXDefaultInitExpr>(from)) from = member->getExpr();
  op->source = values_.of(from);
  if (init->isAnyMemberInitializer()) op->destination = values_.memberOfThis(init->getAnyMember());
  op->implicit = !init->isWritten();
  into.push_back(std::move(op));
}

void Operations::temporaryDestructor(const CXXBindTemporaryExpr *e, List &into) {
  if (!e || syntax_.hidden(e)) return;
  std::int32_t value = values_.of(e);
  // Listed twice around an await: the first stands before the suspension, the last is true.
  std::erase_if(into,
                [&](const Op &old) { return old->kind == OpKind::Destroy && old->temporary && old->source == value; });
  Op op = make(OpKind::Destroy, e);
  op->source = value;
  op->temporary = op->implicit = true;
  into.push_back(std::move(op));
}

void Operations::lower(const CFGElement &element, List &into) {
  if (auto s = element.getAs<CFGStmt>()) return statement(s->getStmt(), into);
  if (auto i = element.getAs<CFGInitializer>()) return initializer(i->getInitializer(), into);
  if (auto t = element.getAs<CFGTemporaryDtor>()) return temporaryDestructor(t->getBindTemporaryExpr(), into);
  auto ends = [&](OpKind kind, std::int32_t value) {
    Op op = make(kind, nullptr);
    op->source = value;
    op->implicit = true;
    into.push_back(std::move(op));
  };
  if (auto d = element.getAs<CFGAutomaticObjDtor>()) return ends(OpKind::Destroy, values_.ofVariable(d->getVarDecl()));
  if (auto l = element.getAs<CFGLifetimeEnds>()) return ends(OpKind::End, values_.ofVariable(l->getVarDecl()));
  if (auto m = element.getAs<CFGMemberDtor>()) return ends(OpKind::Destroy, values_.memberOfThis(m->getFieldDecl()));
}

void Operations::lowerTree(const Stmt *s, List &into) {
  if (!s) return;
  if (auto *lambda = dyn_cast<LambdaExpr>(s)) {
    for (const Expr *init : lambda->capture_inits()) lowerTree(init, into);
  } else if (auto *declaration = dyn_cast<DeclStmt>(s)) {
    for (const Decl *decl : declaration->decls())
      if (auto *variable = dyn_cast<VarDecl>(decl)) lowerTree(variable->getInit(), into);
  } else if (auto *suspend = dyn_cast<CoroutineSuspendExpr>(s)) {
    lowerTree(suspend->getOperand(), into);
  } else {
    for (const Stmt *child : s->children()) lowerTree(child, into);
  }
  statement(s, into);
}

}  // namespace cotidy::extraction
