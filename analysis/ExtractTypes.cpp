// What is known of a type: its template arguments and bases, how it dies, and whether it is a task or can be awaited.
#include "analysis/ExtractTables.h"

using namespace clang;

namespace cotidy::extraction {

const CXXRecordDecl *recordOf(QualType type) {
  if (type.isNull()) return nullptr;
  if (auto *record = type->getAsCXXRecordDecl()) return record;
  const TemplateDecl *named = nullptr;
  if (auto *special = type->getAs<TemplateSpecializationType>()) named = special->getTemplateName().getAsTemplateDecl();
  // `std::lock_guard guard(m)` in a template: the arguments are not deduced yet.
  else if (auto *deduced = type->getAs<DeducedTemplateSpecializationType>())
    named = deduced->getTemplateName().getAsTemplateDecl();
  auto *decl = dyn_cast_or_null<ClassTemplateDecl>(named);
  return decl ? decl->getTemplatedDecl() : nullptr;
}

// A record that was never instantiated is known by its template.
static const CXXRecordDecl *patternOf(const CXXRecordDecl *record) {
  auto *special = dyn_cast<ClassTemplateSpecializationDecl>(record);
  // A class inside of one that is not instantiated: the promise of a task that is only declared.
  if (!special && !record->hasDefinition() && record->getInstantiatedFromMemberClass())
    return record->getInstantiatedFromMemberClass();
  if (!special || special->hasDefinition()) return record;
  auto from = special->getSpecializedTemplateOrPartial();
  if (auto *partial = dyn_cast<ClassTemplatePartialSpecializationDecl *>(from)) return partial;
  return cast<ClassTemplateDecl *>(from)->getTemplatedDecl();
}

// getTypeDeclType() must not be called on a tag in LLVM 22: go through the declaration.
static const CXXRecordDecl *recordOfDecl(const NamedDecl *decl) {
  if (auto *record = dyn_cast_or_null<CXXRecordDecl>(decl)) return record;
  if (auto *alias = dyn_cast_or_null<TypedefNameDecl>(decl)) return recordOf(alias->getUnderlyingType());
  return nullptr;
}

// Looks in the record, its template's pattern, and its bases (dependent ones by their template).
static const NamedDecl *findMember(const CXXRecordDecl *record, DeclarationName name, unsigned depth = 0) {
  if (!record || depth > 8) return nullptr;
  record = patternOf(record);
  if (const CXXRecordDecl *definition = record->getDefinition()) record = definition;
  for (NamedDecl *decl : record->lookup(name)) return decl;
  if (record->hasDefinition())
    for (const CXXBaseSpecifier &base : record->bases())
      if (const NamedDecl *decl = findMember(recordOf(base.getType()), name, depth + 1)) return decl;
  return nullptr;
}

static const NamedDecl *findMember(ASTContext &context, const CXXRecordDecl *record, llvm::StringRef name) {
  return findMember(record, &context.Idents.get(name));
}

static const FunctionDecl *asFunction(const NamedDecl *decl) {
  if (!decl) return nullptr;
  decl = decl->getUnderlyingDecl();
  if (auto *tmpl = dyn_cast<FunctionTemplateDecl>(decl)) return tmpl->getTemplatedDecl();
  return dyn_cast<FunctionDecl>(decl);
}

// Does await_ready of this awaiter return one literal?
static facts::Ready readiness(ASTContext &context, const CXXRecordDecl *awaiter) {
  const FunctionDecl *ready = asFunction(findMember(context, awaiter, "await_ready"));
  if (!ready) return facts::Ready::Unknown;
  std::string name = plainName(awaiter);
  if (name == "std::suspend_always") return facts::Ready::Never;
  if (name == "std::suspend_never") return facts::Ready::Always;
  const FunctionDecl *definition = nullptr;
  auto *body = dyn_cast_or_null<CompoundStmt>(ready->hasBody(definition) ? definition->getBody() : nullptr);
  auto *only = body && body->size() == 1 ? dyn_cast<ReturnStmt>(body->body_front()) : nullptr;
  if (!only || !only->getRetValue()) return facts::Ready::Unknown;
  auto *literal = dyn_cast<CXXBoolLiteralExpr>(only->getRetValue()->IgnoreParenImpCasts());
  if (!literal) return facts::Ready::Unknown;
  return literal->getValue() ? facts::Ready::Always : facts::Ready::Never;
}

static const ClassTemplateDecl *coroutineTraits(ASTContext &context) {
  auto found = context.getTranslationUnitDecl()->lookup(&context.Idents.get("std"));
  auto *space = found.empty() ? nullptr : dyn_cast<NamespaceDecl>(found.front());
  if (!space) return nullptr;
  auto traits = space->lookup(&context.Idents.get("coroutine_traits"));
  return traits.empty() ? nullptr : dyn_cast<ClassTemplateDecl>(traits.front());
}

// Is the first argument of this partial specialisation of coroutine_traits the template that `task` is made from?
static bool specialises(const ClassTemplatePartialSpecializationDecl *partial,
                        const ClassTemplateSpecializationDecl *task) {
  auto &arguments = partial->getTemplateArgs();
  if (!arguments.size() || arguments[0].getKind() != TemplateArgument::Type) return false;
  const CXXRecordDecl *first = recordOf(arguments[0].getAsType());
  const ClassTemplateDecl *described = first ? first->getDescribedClassTemplate() : nullptr;
  return described && described->getCanonicalDecl() == task->getSpecializedTemplate()->getCanonicalDecl();
}

// The promise of a coroutine type: its nested promise_type, or the one that a library gives it through
// std::coroutine_traits (asio::awaitable, seastar::future).
static const CXXRecordDecl *promiseOf(ASTContext &context, const CXXRecordDecl *record) {
  if (auto *nested = recordOfDecl(findMember(context, record, "promise_type"))) return nested;
  auto *task = dyn_cast<ClassTemplateSpecializationDecl>(record);
  const ClassTemplateDecl *traits = task ? coroutineTraits(context) : nullptr;
  if (!traits) return nullptr;
  llvm::SmallVector<ClassTemplatePartialSpecializationDecl *> partials;
  const_cast<ClassTemplateDecl *>(traits)->getPartialSpecializations(partials);
  for (auto *partial : partials) {
    if (!specialises(partial, task)) continue;
    for (NamedDecl *decl : partial->lookup(&context.Idents.get("promise_type")))
      if (auto *promise = recordOfDecl(decl)) return promise;
    return partial;  // known to be a coroutine type, its promise is not resolved
  }
  return nullptr;
}

static const FunctionDecl *freeCoAwait(ASTContext &context, const CXXRecordDecl *record) {
  DeclarationName name = context.DeclarationNames.getCXXOperatorName(OO_Coawait);
  for (const DeclContext *c = record->getDeclContext(); c; c = c->getParent()) {
    if (!c->isFileContext()) continue;
    for (NamedDecl *decl : const_cast<DeclContext *>(c)->lookup(name)) {
      const FunctionDecl *function = asFunction(decl);
      if (!function || function->getNumParams() != 1) continue;
      const CXXRecordDecl *operand = recordOf(function->getParamDecl(0)->getType().getNonReferenceType());
      if (operand && plainName(operand) == plainName(record)) return function;
    }
  }
  return nullptr;
}

static std::unique_ptr<facts::AwaitableT> awaitableOf(Tables &tables, const CXXRecordDecl *record) {
  ASTContext &context = tables.context();
  auto out = std::make_unique<facts::AwaitableT>();
  const CXXRecordDecl *awaiter = record;
  DeclarationName name = context.DeclarationNames.getCXXOperatorName(OO_Coawait);
  if (const FunctionDecl *conversion = asFunction(findMember(record, name))) {
    out->how = "operator";
    awaiter = recordOf(conversion->getReturnType());
  } else if (asFunction(findMember(context, record, "await_resume"))) {
    out->how = "member";
  } else if (const FunctionDecl *conversion = freeCoAwait(context, record)) {
    out->how = "free";
    awaiter = recordOf(conversion->getReturnType());
  } else {
    return nullptr;
  }
  if (!awaiter) return out;
  out->ready = readiness(context, awaiter);
  const FunctionDecl *resume = asFunction(findMember(context, awaiter, "await_resume"));
  if (resume && !resume->getReturnType()->isDependentType()) out->result = tables.type(resume->getReturnType());
  return out;
}

void Tables::describePromise(const CXXRecordDecl *record, facts::TypeT &out) {
  const CXXRecordDecl *promise = promiseOf(context_, record);
  if (!promise) return;
  out.promise = plainName(promise);
  out.start = facts::Start::Unknown;
  if (const FunctionDecl *initial = asFunction(findMember(context_, promise, "initial_suspend")))
    if (const CXXRecordDecl *awaiter = recordOf(initial->getReturnType())) {
      facts::Ready ready = readiness(context_, awaiter);
      if (ready == facts::Ready::Never) out.start = facts::Start::Lazy;
      if (ready == facts::Ready::Always) out.start = facts::Start::Eager;
    }
  const NamedDecl *transform = findMember(context_, promise, "await_transform");
  out.transforms = transform != nullptr;
  const FunctionDecl *function = asFunction(transform);
  out.await_deleted = function && function->isDeleted();
  out.yields = findMember(context_, promise, "yield_value") != nullptr;
}

void Tables::describeArguments(const CXXRecordDecl *record, QualType written, facts::TypeT &out) {
  auto add = [&](const TemplateArgument &argument, auto &self) -> void {
    if (argument.getKind() == TemplateArgument::Pack)
      for (const TemplateArgument &element : argument.pack_elements()) self(element, self);
    else
      out.args.push_back(argument.getKind() == TemplateArgument::Type ? type(argument.getAsType()) : -1);
  };
  if (auto *special = dyn_cast<ClassTemplateSpecializationDecl>(record))
    for (const TemplateArgument &argument : special->getTemplateArgs().asArray()) add(argument, add);
  else if (auto *dependent = written->getAs<TemplateSpecializationType>())
    for (const TemplateArgument &argument : dependent->template_arguments()) add(argument, add);
}

void Tables::describeDefinition(const CXXRecordDecl *record, facts::TypeT &out) {
  if (!record->hasTrivialDestructor() && !record->isDependentContext()) {
    out.destructor = record->hasUserDeclaredDestructor() ? facts::Destructor::User : facts::Destructor::Implicit;
    out.destructor_callee = callee(record->getDestructor());
  }
  for (const CXXBaseSpecifier &base : record->bases()) out.bases.push_back(type(base.getType()));
  if (record->isLambda()) {
    out.closure = keys_.ofClosure(record);
    out.captures = static_cast<std::int32_t>(record->capture_size());
    return;
  }
  if (!out.system)
    for (const FieldDecl *field : record->fields()) {
      auto f = std::make_unique<facts::FieldT>();
      f->name = field->getName();
      f->usr = Keys::usr(field);
      f->type = type(field->getType());
      out.fields.push_back(std::move(f));
    }
  if (!record->hasUserDeclaredDestructor()) return;
  for (const Decl *decl : record->decls()) {
    bool member = isa<FunctionTemplateDecl, FieldDecl>(decl) ||
                  (isa<CXXMethodDecl>(decl) && !isa<CXXConstructorDecl, CXXDestructorDecl>(decl));
    if (member && decl->getAccess() == AS_public && !decl->isImplicit())
      out.api.push_back(cast<NamedDecl>(decl)->getNameAsString());
  }
}

void Tables::describeRecord(const CXXRecordDecl *record, QualType written, facts::TypeT &out) {
  out.kind = facts::TypeKind::Record;
  out.name = plainName(record);
  out.system = system(record->getLocation());
  // A declaration in advance carries neither the place nor the attributes.
  const CXXRecordDecl *pattern = patternOf(record);
  if (const CXXRecordDecl *definition = pattern->getDefinition()) pattern = definition;
  out.place = std::make_unique<facts::Place>(place(pattern->getLocation()));
  describeArguments(record, written, out);
  for (const CXXRecordDecl *decl : {record, pattern}) {
    if (decl->hasAttr<WarnUnusedResultAttr>()) out.nodiscard = true;
    if (decl->hasAttr<OwnerAttr>()) out.lifetime = facts::Lifetime::Owner;
    if (decl->hasAttr<PointerAttr>()) out.lifetime = facts::Lifetime::Pointer;
  }
  if (const CXXRecordDecl *definition = record->getDefinition()) describeDefinition(definition, out);
  if (record->isLambda()) return;
  describePromise(record, out);
  out.awaitable = awaitableOf(*this, record);
}

static facts::TypeKind plainKind(QualType type) {
  if (type->isDependentType()) return facts::TypeKind::Dependent;
  if (type->isVoidType()) return facts::TypeKind::Void;
  if (type->isBooleanType()) return facts::TypeKind::Bool;
  if (type->isEnumeralType()) return facts::TypeKind::Enum;
  return type->isFunctionType() ? facts::TypeKind::Function : facts::TypeKind::Scalar;
}

std::unique_ptr<facts::TypeT> Tables::describe(QualType type) {
  auto out = std::make_unique<facts::TypeT>();
  out->const_ = type.isConstQualified();
  out->dependent = type->isDependentType();
  auto pointsTo = [&](facts::TypeKind kind, QualType target) {
    out->kind = kind;
    out->to = this->type(target);
  };
  if (type->isLValueReferenceType())
    pointsTo(facts::TypeKind::LRef, type->getPointeeType());
  else if (type->isRValueReferenceType())
    pointsTo(facts::TypeKind::RRef, type->getPointeeType());
  else if (type->isPointerType())
    pointsTo(facts::TypeKind::Pointer, type->getPointeeType());
  else if (const ArrayType *array = context_.getAsArrayType(type))
    pointsTo(facts::TypeKind::Array, array->getElementType());
  else if (const CXXRecordDecl *record = recordOf(type))
    describeRecord(record, type, *out);
  else
    out->kind = plainKind(type);
  return out;
}

}  // namespace cotidy::extraction
