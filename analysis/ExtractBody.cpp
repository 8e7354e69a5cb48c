// One function: its head, its blocks and loops, and the packing with numbers of its own.
#include "analysis/ExtractOps.h"

using namespace clang;

namespace cotidy::extraction {

using facts::TerminatorKind;

static TerminatorKind terminatorKind(const CFGBlock &block, const Stmt *s) {
  if (block.getTerminator().isTemporaryDtorsBranch()) return TerminatorKind::TemporaryDestructor;
  if (isa<IfStmt>(s)) return TerminatorKind::If;
  if (isa<ForStmt>(s)) return TerminatorKind::For;
  if (isa<WhileStmt>(s)) return TerminatorKind::While;
  if (isa<DoStmt>(s)) return TerminatorKind::Do;
  if (isa<CXXForRangeStmt>(s)) return TerminatorKind::RangeFor;
  if (isa<SwitchStmt>(s)) return TerminatorKind::Switch;
  if (isa<CXXTryStmt>(s)) return TerminatorKind::Try;
  if (isa<AbstractConditionalOperator>(s)) return TerminatorKind::Conditional;
  if (isa<BinaryOperator>(s)) return TerminatorKind::Logical;
  return isa<BreakStmt, ContinueStmt, GotoStmt, IndirectGotoStmt>(s) ? TerminatorKind::Jump : TerminatorKind::Other;
}

namespace {
struct Lowering {
  explicit Lowering(Tables &t) : tables(t) {}

  Tables &tables;
  facts::BodyT body;
  Syntax syntax;
  Values values{tables, syntax, body};
  Operations operations{tables, syntax, values};

  void lowerBlock(const CFGBlock &block);
  void lowerGraph(const CFG &graph);
  void lowerFlat(const Stmt *statement);
  void lowerLoops();
  void lowerHandler(const CFGBlock &block, const CXXCatchStmt *handler);
  void bound(const Stmt *loop, facts::LoopT &out);
  void boundFor(const ForStmt *loop, facts::LoopT &out);
  void boundRange(const CXXForRangeStmt *loop, facts::LoopT &out);
  std::optional<std::int64_t> constant(const Expr *e);
};
}  // namespace

// Which way an `if constexpr` of an instantiation goes: 0 where its condition holds. clang's graph has both.
static std::optional<std::size_t> chosenBranch(const Stmt *terminator, const ASTContext &context) {
  auto *branch = dyn_cast_or_null<IfStmt>(terminator);
  if (!branch || !branch->isConstexpr() || branch->getCond()->isValueDependent()) return std::nullopt;
  bool holds = false;
  if (!branch->getCond()->EvaluateAsBooleanCondition(holds, context)) return std::nullopt;
  return holds ? 0 : 1;
}

void Lowering::lowerBlock(const CFGBlock &block) {
  auto out = std::make_unique<facts::BlockT>();
  out->id = static_cast<std::int32_t>(block.getBlockID());
  for (const CFGElement &element : block) operations.lower(element, out->ops);
  if (auto *handler = dyn_cast_or_null<CXXCatchStmt>(block.getLabel())) lowerHandler(block, handler);
  const std::optional<std::size_t> chosen = chosenBranch(block.getTerminatorStmt(), tables.context());
  for (const CFGBlock::AdjacentBlock &next : block.succs()) {
    const CFGBlock *to = next.getReachableBlock() ? next.getReachableBlock() : next.getPossiblyUnreachableBlock();
    out->successors.push_back(to ? static_cast<std::int32_t>(to->getBlockID()) : -1);
    const bool other = chosen && *chosen != out->infeasible.size();
    out->infeasible.push_back(other || next.getReachableBlock() == nullptr);
  }
  if (const Stmt *statement = block.getTerminatorStmt()) {
    auto end = std::make_unique<facts::TerminatorT>();
    end->kind = terminatorKind(block, statement);
    end->condition = values.of(dyn_cast_or_null<Expr>(block.getTerminatorCondition()));
    end->place = std::make_unique<facts::Place>(tables.place(statement->getBeginLoc()));
    end->loop = syntax.loopOf(statement);
    if (const Stmt *around = syntax.tryAround(statement); around && values.tryBlocks.count(around))
      end->try_ = values.tryBlocks[around];
    out->terminator = std::move(end);
  }
  body.blocks.push_back(std::move(out));
}

void Lowering::lowerHandler(const CFGBlock &block, const CXXCatchStmt *handler) {
  auto out = std::make_unique<facts::HandlerT>();
  out->block = static_cast<std::int32_t>(block.getBlockID());
  if (auto dispatch = block.pred_begin(); dispatch != block.pred_end() && *dispatch)
    out->try_ = static_cast<std::int32_t>((*dispatch)->getBlockID());
  if (const VarDecl *variable = handler->getExceptionDecl()) {
    out->type = tables.type(variable->getType());
    if (variable->getIdentifier()) out->variable = values.ofVariable(variable);
  }
  const Stmt *braces = handler->getHandlerBlock();
  out->place = std::make_unique<facts::Place>(tables.place({handler->getCatchLoc(), braces->getBeginLoc()}));
  out->body = std::make_unique<facts::Place>(tables.place(braces->getSourceRange()));
  body.handlers.push_back(std::move(out));
}

void Lowering::lowerGraph(const CFG &graph) {
  body.entry = static_cast<std::int32_t>(graph.getEntry().getBlockID());
  body.exit = static_cast<std::int32_t>(graph.getExit().getBlockID());
  for (const CFGBlock *block : llvm::reverse(graph)) lowerBlock(*block);  // the entry has the highest id
}

void Lowering::lowerFlat(const Stmt *statement) {
  auto block = std::make_unique<facts::BlockT>();
  operations.lowerTree(statement, block->ops);
  body.flat = true;
  body.entry = body.exit = 0;
  body.blocks.push_back(std::move(block));
}

std::optional<std::int64_t> Lowering::constant(const Expr *e) {
  Expr::EvalResult result;
  if (!e || e->isValueDependent() || !e->getType()->isIntegralOrEnumerationType() ||
      !e->EvaluateAsInt(result, tables.context()))
    return std::nullopt;
  return result.Val.getInt().getExtValue();
}

static const Expr *initialValue(const Stmt *init) {
  auto *declaration = dyn_cast_or_null<DeclStmt>(init);
  auto *variable =
      declaration && declaration->isSingleDecl() ? dyn_cast<VarDecl>(declaration->getSingleDecl()) : nullptr;
  if (variable) return variable->getInit();
  auto *assign = dyn_cast_or_null<BinaryOperator>(init);
  return assign && assign->isAssignmentOp() ? assign->getRHS() : nullptr;
}

// `rows.end()`, or a variable that was set to it.
static bool isEnd(const Expr *e) {
  e = e->IgnoreUnlessSpelledInSource();
  if (auto *use = dyn_cast<DeclRefExpr>(e))
    if (auto *variable = dyn_cast<VarDecl>(use->getDecl());
        variable && variable->getInit() && !isa<ParmVarDecl>(variable))
      e = variable->getInit()->IgnoreUnlessSpelledInSource();
  auto *call = dyn_cast<CallExpr>(e);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (!callee || !callee->getIdentifier()) return false;
  const llvm::StringRef name = callee->getName();
  return name == "end" || name == "cend" || name == "rend" || name == "crend";
}

// `it != rows.end()`: an iterator of the library compares by a function, which C++20 may have turned round.
static bool comparesWithEnd(const Expr *condition) {
  condition = condition->IgnoreUnlessSpelledInSource();
  if (auto *turned = dyn_cast<CXXRewrittenBinaryOperator>(condition))
    return turned->getOpcode() == BO_NE && (isEnd(turned->getRHS()) || isEnd(turned->getLHS()));
  auto *call = dyn_cast<CXXOperatorCallExpr>(condition);
  const bool compares =
      call && call->getNumArgs() == 2 && (call->getOperator() == OO_ExclaimEqual || call->getOperator() == OO_Less);
  return compares && (isEnd(call->getArg(1)) || isEnd(call->getArg(0)));
}

void Lowering::boundFor(const ForStmt *loop, facts::LoopT &out) {
  if (!loop->getCond()) {
    out.bound = facts::Bound::Endless;
    return;
  }
  if (auto always = constant(loop->getCond()); always && *always) {
    out.bound = facts::Bound::Endless;
    return;
  }
  if (comparesWithEnd(loop->getCond())) out.bound = facts::Bound::Data;
  auto *compare = dyn_cast<BinaryOperator>(loop->getCond()->IgnoreParenImpCasts());
  if (!compare || !compare->isComparisonOp()) return;
  auto end = constant(compare->getRHS()), begin = constant(initialValue(loop->getInit()));
  if (end && begin) {
    out.bound = facts::Bound::Constant;
    out.trips = *end > *begin ? *end - *begin : *begin - *end;
  } else if (!end && initialValue(loop->getInit())) {
    out.bound = facts::Bound::Data;
  }
}

void Lowering::boundRange(const CXXForRangeStmt *loop, facts::LoopT &out) {
  out.range = values.of(loop->getRangeInit());
  out.bound = facts::Bound::Data;
  if (!loop->getRangeInit() || loop->getRangeInit()->isTypeDependent()) return;
  QualType type = loop->getRangeInit()->getType().getNonReferenceType();
  if (const ConstantArrayType *array = tables.context().getAsConstantArrayType(type)) {
    out.bound = facts::Bound::Constant;
    out.trips = static_cast<std::int64_t>(array->getSize().getZExtValue());
    return;
  }
  auto *record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  if (!record || plainName(record) != "std::array" || record->getTemplateArgs().size() < 2) return;
  const TemplateArgument &size = record->getTemplateArgs()[1];
  if (size.getKind() != TemplateArgument::Integral) return;
  out.bound = facts::Bound::Constant;
  out.trips = size.getAsIntegral().getExtValue();
}

void Lowering::bound(const Stmt *loop, facts::LoopT &out) {
  if (auto *f = dyn_cast<ForStmt>(loop)) {
    out.kind = facts::LoopKind::For;
    out.condition = values.of(f->getCond());
    return boundFor(f, out);
  }
  if (auto *f = dyn_cast<CXXForRangeStmt>(loop)) {
    out.kind = facts::LoopKind::RangeFor;
    return boundRange(f, out);
  }
  const Expr *condition = nullptr;
  if (auto *w = dyn_cast<WhileStmt>(loop)) out.kind = facts::LoopKind::While, condition = w->getCond();
  if (auto *d = dyn_cast<DoStmt>(loop)) out.kind = facts::LoopKind::Do, condition = d->getCond();
  out.condition = values.of(condition);
  if (condition && comparesWithEnd(condition)) out.bound = facts::Bound::Data;
  if (auto always = constant(condition); always && *always) out.bound = facts::Bound::Endless;
  if (auto always = constant(condition); always && !*always) out.bound = facts::Bound::Constant, out.trips = 1;
}

void Lowering::lowerLoops() {
  for (const LoopSyntax &loop : syntax.loops()) {
    auto out = std::make_unique<facts::LoopT>();
    out->place = std::make_unique<facts::Place>(tables.place(loop.head));
    out->parent = loop.parent;
    out->statements = loop.statements;
    bound(loop.statement, *out);
    body.loops.push_back(std::move(out));
  }
}

// A body numbers its own files, types and callees, so that equal functions are equal bytes in every unit.
namespace {
class Localiser {
public:
  Localiser(const facts::UnitT &unit, facts::BodyT &body) : unit_(unit), body_(body) {}
  void run();

private:
  void place(std::unique_ptr<facts::Place> &p) {
    if (!p || p->file() < 0) return;
    std::int32_t file = number(p->file(), files_, body_.files, unit_.files[p->file()]);
    *p = facts::Place(file, p->line(), p->column(), p->begin(), p->end(), p->macro());
  }
  void type(std::int32_t &t) {
    if (t >= 0) t = number(t, types_, body_.types, unit_.types[t]->key);
  }
  void callee(std::int32_t &c) {
    if (c >= 0) c = number(c, callees_, body_.callees, unit_.callees[c]->key);
  }
  static std::int32_t number(std::int32_t global, std::map<std::int32_t, std::int32_t> &known,
                             std::vector<std::string> &names, const std::string &name) {
    auto [entry, added] = known.try_emplace(global, names.size());
    if (added) names.push_back(name);
    return entry->second;
  }
  void op(facts::OpT &o);

  const facts::UnitT &unit_;
  facts::BodyT &body_;
  std::map<std::int32_t, std::int32_t> files_, types_, callees_;
};
}  // namespace

void Localiser::op(facts::OpT &o) {
  place(o.place);
  place(o.callee_place);
  callee(o.callee);
  type(o.type);
  for (auto &argument : o.arguments) place(argument->place);
  for (auto &capture : o.captures) type(capture->type);
  for (std::int32_t &c : o.awaiter_callees) callee(c);
}

void Localiser::run() {
  for (auto &value : body_.values) {
    type(value->type);
    place(value->place);
  }
  for (auto &block : body_.blocks) {
    for (auto &o : block->ops) op(*o);
    if (block->terminator) place(block->terminator->place);
  }
  for (auto &loop : body_.loops) place(loop->place);
  for (auto &handler : body_.handlers) {
    type(handler->type);
    place(handler->place);
    place(handler->body);
  }
}

void localise(facts::UnitT &unit, facts::FunctionT &function, facts::BodyT &body) {
  Localiser(unit, body).run();
  std::string bytes = pack(body);
  function.hash = llvm::xxh3_64bits(bytes);
  function.body.assign(bytes.begin(), bytes.end());
}

static CFG::BuildOptions graphOptions() {
  CFG::BuildOptions options;
  options.AddImplicitDtors = options.AddTemporaryDtors = options.AddLifetime = options.AddInitializers = true;
  options.AddCXXDefaultInitExprInCtors = true;
  options.PruneTriviallyFalseEdges = false;
  options.setAllAlwaysAdd();
  return options;
}

static void describeHead(Tables &tables, const FunctionDecl *function, const LambdaExpr *lambda,
                         facts::FunctionT &out) {
  out.key = tables.keys().of(function);
  out.name = plainName(function);
  out.display = displayName(function);
  out.place = std::make_unique<facts::Place>(
      tables.place(lambda ? lambda->getIntroducerRange() : SourceRange(function->getLocation())));
  out.range =
      std::make_unique<facts::Place>(tables.place(lambda ? lambda->getSourceRange() : function->getSourceRange()));
  if (const FunctionTypeLoc written = function->getFunctionTypeLoc();
      written && (!lambda || lambda->hasExplicitParameters()))
    if (written.getParensRange().isValid())
      out.parameters = std::make_unique<facts::Place>(tables.place(written.getParensRange()));
  if (const FunctionDecl *pattern = function->getTemplateInstantiationPattern())
    out.pattern_place = std::make_unique<facts::Place>(tables.place(pattern->getLocation()));
  out.pattern = function->isDependentContext();
  out.lambda = lambda != nullptr;
  if (lambda) out.closure = tables.keys().ofClosure(lambda->getLambdaClass());
  for (const DeclContext *c = lambda ? lambda->getLambdaClass()->getDeclContext() : function->getDeclContext(); c;
       c = c->getParent())
    if (auto *around = dyn_cast<FunctionDecl>(c)) {
      out.parent = tables.keys().of(around);
      break;
    }
  out.result = tables.type(function->getReturnType());
  // Nobody may name an overrider: it is reached through the method that it overrides. Nor a lambda that a library calls:
  // how its coroutine takes the closure is in its callee.
  auto *method = dyn_cast<CXXMethodDecl>(function);
  if (method && (method->isVirtual() || (lambda && isa<CoroutineBodyStmt>(function->getBody()))))
    tables.callee(function);
  if (method) out.class_ = tables.recordType(method->getParent());
  out.main = function->isMain();
  out.internal = !function->isExternallyVisible();
}

// How an object of a class ends whose bases or members do not compile, clang's graph cannot say: it crashes.
static bool isEndOfBrokenClass(const FunctionDecl *function) {
  auto *destructor = dyn_cast<CXXDestructorDecl>(function);
  return destructor && (destructor->isInvalidDecl() || destructor->getParent()->isInvalidDecl());
}

Lowered lower(Tables &tables, const FunctionDecl *function, const LambdaExpr *lambda, bool broken) {
  Lowered result{std::make_unique<facts::FunctionT>(), {}};
  result.function->broken = broken;
  describeHead(tables, function, lambda, *result.function);
  const Stmt *body = function->getBody();
  if (auto *coroutine = dyn_cast<CoroutineBodyStmt>(body)) {
    result.function->coroutine = true;
    body = coroutine->getBody();  // the inner body: the lowering of the coroutine is no code of the user
  }
  Lowering lowering(tables);
  std::unique_ptr<CFG> graph;
  if (!broken && !isEndOfBrokenClass(function))
    graph = CFG::buildCFG(function, const_cast<Stmt *>(body), &tables.context(), graphOptions());
  if (graph)
    for (const CFGBlock *block : graph->try_blocks())
      lowering.values.tryBlocks[block->getTerminatorStmt()] = static_cast<std::int32_t>(block->getBlockID());
  lowering.syntax.read(body);
  if (auto *constructor = dyn_cast<CXXConstructorDecl>(function))
    for (const CXXCtorInitializer *init : constructor->inits()) lowering.syntax.read(init->getInit());
  for (const ParmVarDecl *parameter : function->parameters())
    lowering.body.parameters.push_back(lowering.values.ofVariable(parameter));
  if (graph)
    lowering.lowerGraph(*graph);
  else
    lowering.lowerFlat(body);
  lowering.lowerLoops();
  result.body = std::move(lowering.body);
  return result;
}

}  // namespace cotidy::extraction
