// What is known of a function that somebody calls, its body seen or not.
#include "analysis/ExtractTables.h"

#include <set>

using namespace clang;

namespace cotidy::extraction {

static facts::BodySeen bodyOf(const FunctionDecl *function, bool &coroutine) {
  const FunctionDecl *definition = nullptr;
  const FunctionDecl *pattern = function->getTemplateInstantiationPattern();
  if (!function->hasBody(definition) && !(pattern && pattern->hasBody(definition))) return facts::BodySeen::Nowhere;
  const Stmt *body = definition->getBody();
  if (!body) return facts::BodySeen::Nowhere;
  coroutine = isa<CoroutineBodyStmt>(body);
  return definition->hasSkippedBody() ? facts::BodySeen::Skipped : facts::BodySeen::Here;
}

static bool cannotThrow(const FunctionDecl *function) {
  auto *type = function->getType()->getAs<FunctionProtoType>();
  // isNothrow() traps on a specification that was not evaluated yet.
  return type && !isUnresolvedExceptionSpec(type->getExceptionSpecType()) &&
         type->getExceptionSpecType() != EST_Unparsed && type->isNothrow();
}

// A later declaration, or the template of an instantiation, may say more than the one that was called.
static void describeAttributes(const FunctionDecl *function, facts::CalleeT &out) {
  out.nodiscard = function->hasAttr<WarnUnusedResultAttr>();
  std::set<std::string> annotations;
  for (const FunctionDecl *said :
       std::initializer_list<const FunctionDecl *>{function, function->getTemplateInstantiationPattern()})
    if (said)
      for (const auto *annotation : said->getMostRecentDecl()->specific_attrs<AnnotateAttr>())
        if (annotation->getAnnotation().starts_with("cotidy:")) annotations.insert(annotation->getAnnotation().str());
  out.annotations.assign(annotations.begin(), annotations.end());
#if CLANG_VERSION_MAJOR >= 20
  for (const auto &effect : FunctionEffectsRef::get(function->getMostRecentDecl()->getType())) {
    if (effect.Effect.kind() == FunctionEffect::Kind::Blocking) out.blocking = true;
    if (effect.Effect.kind() == FunctionEffect::Kind::NonBlocking) out.nonblocking = true;
  }
#endif
}

static facts::ConstructorKind constructorKind(const CXXMethodDecl *method) {
  auto *constructor = dyn_cast<CXXConstructorDecl>(method);
  if (!constructor) return facts::ConstructorKind::None;
  if (constructor->isCopyConstructor()) return facts::ConstructorKind::Copy;
  if (constructor->isMoveConstructor()) return facts::ConstructorKind::Move;
  return constructor->isDefaultConstructor() ? facts::ConstructorKind::Default : facts::ConstructorKind::Other;
}

std::int32_t Tables::recordType(const CXXRecordDecl *record) {
#if CLANG_VERSION_MAJOR >= 22
  return type(context_.getCanonicalTagType(record));
#else
  return type(context_.getTypeDeclType(record));
#endif
}

void Tables::describeMethod(const CXXMethodDecl *method, facts::CalleeT &out) {
  out.class_ = recordType(method->getParent());
  out.static_ = method->isStatic();
  out.virtual_ = method->isVirtual();
  out.constructor = constructorKind(method);
  out.destructor = isa<CXXDestructorDecl>(method);
  out.const_ = method->isConst();
  if (method->getRefQualifier() == RQ_LValue) out.ref = facts::RefQualifier::LValue;
  if (method->getRefQualifier() == RQ_RValue) out.ref = facts::RefQualifier::RValue;
  if (method->isExplicitObjectMemberFunction())
    out.object = method->getParamDecl(0)->getType()->isReferenceType() ? facts::ObjectParameter::ByReference
                                                                       : facts::ObjectParameter::ByValue;
  for (const CXXMethodDecl *base : method->overridden_methods()) out.overrides.push_back(keys_.of(base));
}

std::unique_ptr<facts::CalleeT> Tables::describe(const FunctionDecl *function) {
  auto out = std::make_unique<facts::CalleeT>();
  out->key = keys_.of(function);
  out->name = plainName(function);
  out->display = displayName(function);
  out->result = type(function->getReturnType());
  for (const ParmVarDecl *parameter : function->parameters()) {
    auto p = std::make_unique<facts::ParameterT>();
    p->name = parameter->getName();
    p->type = type(parameter->getType());
    p->lifetimebound = parameter->hasAttr<LifetimeBoundAttr>();
    p->pack = parameter->isParameterPack();
    out->parameters.push_back(std::move(p));
  }
  out->system = system(function->getLocation());
  out->body = bodyOf(function, out->coroutine);
  if (auto *method = dyn_cast<CXXMethodDecl>(function)) describeMethod(method, *out);
  if (function->isOverloadedOperator()) out->operator_ = getOperatorSpelling(function->getOverloadedOperator());
  out->nothrow = cannotThrow(function);
  out->noreturn = function->isNoReturn();
  out->variadic = function->isVariadic();
  describeAttributes(function, *out);
  out->place = std::make_unique<facts::Place>(place(function->getLocation()));
  return out;
}

}  // namespace cotidy::extraction
