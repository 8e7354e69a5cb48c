// Names and keys of declarations. Keys must be equal in every unit that sees the same entity, and different for any two.
#include "analysis/ExtractNames.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace cotidy::extraction {

static std::string unqualified(const NamedDecl *decl) {
  if (auto *constructor = dyn_cast<CXXConstructorDecl>(decl)) return constructor->getParent()->getName().str();
  if (auto *destructor = dyn_cast<CXXDestructorDecl>(decl)) return "~" + destructor->getParent()->getName().str();
  if (isa<CXXConversionDecl>(decl)) return "operator()cast";
  if (decl->getDeclName().isIdentifier()) return decl->getName().str();
  return decl->getDeclName().getAsString();
}

static std::string scopeName(const DeclContext *context) {
  if (auto *space = dyn_cast<NamespaceDecl>(context))
    return space->isInline() ? "" : space->isAnonymousNamespace() ? "(anonymous)" : space->getName().str();
  if (auto *record = dyn_cast<RecordDecl>(context))
    return record->getName().empty() ? "(class)" : record->getName().str();
  if (auto *function = dyn_cast<FunctionDecl>(context)) return unqualified(function);
  return "";
}

std::string plainName(const NamedDecl *decl) {
  std::string name = unqualified(decl);
  for (const DeclContext *c = decl->getDeclContext(); c && !c->isTranslationUnit(); c = c->getParent())
    if (std::string scope = scopeName(c); !scope.empty()) name = scope + "::" + name;
  return name;
}

static bool isLambdaOperator(const FunctionDecl *function) {
  auto *method = dyn_cast<CXXMethodDecl>(function);
  return method && method->getParent()->isLambda() && method->getOverloadedOperator() == OO_Call;
}

static const FunctionDecl *functionAround(const Decl *decl) {
  for (const DeclContext *c = decl->getDeclContext(); c; c = c->getParent())
    if (auto *function = dyn_cast<FunctionDecl>(c)) return function;
  return nullptr;
}

std::string displayName(const FunctionDecl *function) {
  if (isLambdaOperator(function)) {
    const FunctionDecl *outer = functionAround(cast<CXXMethodDecl>(function)->getParent());
    while (outer && isLambdaOperator(outer)) outer = functionAround(cast<CXXMethodDecl>(outer)->getParent());
    return outer ? "lambda in " + displayName(outer) : "lambda";
  }
  auto *method = dyn_cast<CXXMethodDecl>(function);
  std::string name = unqualified(function);
  return method && !method->getParent()->getName().empty() ? method->getParent()->getName().str() + "::" + name : name;
}

std::string Paths::of(llvm::StringRef path) const {
  llvm::SmallString<256> absolute(path);
  sources_.getFileManager().makeAbsolutePath(absolute);
  llvm::sys::path::remove_dots(absolute, /*remove_dot_dot=*/true);
  llvm::StringRef rest = absolute;
  if (!root_.empty() && rest.consume_front(root_) && rest.consume_front("/")) return rest.str();
  return std::string(absolute);
}

std::string Paths::of(FileID file) const {
  auto entry = sources_.getFileEntryRefForID(file);
  if (!entry) return "<none>";
  llvm::StringRef real = entry->getFileEntry().tryGetRealPathName();  // viewers show no symlinked files
  return of(real.empty() ? entry->getName() : real);
}

std::string Keys::usr(const Decl *decl) {
  llvm::SmallString<128> buffer;
  if (!decl || index::generateUSRForDecl(decl, buffer)) return {};
  return std::string(buffer);
}

std::string Keys::around(const Decl *decl) const {
  if (const FunctionDecl *function = functionAround(decl)) return of(function);
  auto *record = dyn_cast<CXXRecordDecl>(decl->getDeclContext());
  return record ? usr(record) : "";
}

std::string Keys::ofClosure(const CXXRecordDecl *lambda) const {
  auto [file, offset] = sources_.getDecomposedLoc(sources_.getExpansionLoc(lambda->getLocation()));
  std::string key = around(lambda) + "/lambda@" + paths_.of(file) + ":" + std::to_string(offset);
  // Several lambdas of one macro stand at the same expansion: the spelling tells them apart.
  if (lambda->getLocation().isMacroID())
    key += "+" + std::to_string(sources_.getFileOffset(sources_.getSpellingLoc(lambda->getLocation())));
  return key;
}

std::string Keys::closuresIn(llvm::ArrayRef<TemplateArgument> arguments, unsigned depth) const {
  std::string keys;
  for (const TemplateArgument &argument : arguments) {
    if (argument.getKind() == TemplateArgument::Type) keys += closuresIn(argument.getAsType(), depth);
    if (argument.getKind() == TemplateArgument::Pack) keys += closuresIn(argument.pack_elements(), depth);
  }
  return keys;
}

std::string Keys::closuresIn(QualType type, unsigned depth) const {
  if (type.isNull() || depth > 6) return {};
  type = type.getCanonicalType().getNonReferenceType();
  if (type->isPointerType()) type = type->getPointeeType();
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record) return {};
  if (record->isLambda()) return "{" + ofClosure(record) + "}";
  auto *special = dyn_cast<ClassTemplateSpecializationDecl>(record);
  return special ? closuresIn(special->getTemplateArgs().asArray(), depth + 1) : std::string();
}

std::string Keys::closuresIn(QualType type) const { return closuresIn(type, 0); }

// The members of a lambda's class that the compiler makes: their USRs hold the path of one machine.
static std::string lambdaMember(const CXXMethodDecl *method) {
  if (isa<CXXDestructorDecl>(method)) return "/~";
  auto *constructor = dyn_cast<CXXConstructorDecl>(method);
  if (!constructor) return "/" + unqualified(method);
  return constructor->isMoveConstructor() ? "/move" : constructor->isCopyConstructor() ? "/copy" : "/make";
}

std::string Keys::of(const FunctionDecl *function) const {
  function = function->getCanonicalDecl();
  std::string suffix;
  if (const TemplateArgumentList *arguments = function->getTemplateSpecializationArgs())
    suffix = closuresIn(arguments->asArray(), 0);
  if (isLambdaOperator(function)) {
    std::string key = ofClosure(cast<CXXMethodDecl>(function)->getParent()) + "()";
    // The instantiations of a generic lambda: their USRs differ in the arguments.
    return function->isTemplateInstantiation() ? key + "<" + usr(function) + suffix + ">" : key;
  }
  auto *method = dyn_cast<CXXMethodDecl>(function);
  if (method && method->getParent()->isLambda()) return ofClosure(method->getParent()) + lambdaMember(method);
  if (method)
    if (auto *special = dyn_cast<ClassTemplateSpecializationDecl>(method->getParent()))
      suffix += closuresIn(special->getTemplateArgs().asArray(), 0);
  std::string key = usr(function);
  if (key.empty()) key = plainName(function);
  if (!function->isExternallyVisible()) key += "@" + unit_;
  return key + suffix;
}

}  // namespace cotidy::extraction
