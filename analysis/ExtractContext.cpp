// The one visitor: finds every function body of the user's code, lambdas and instantiations included, and lowers it.
#include "analysis/ExtractContext.h"

#include "analysis/ExtractBody.h"
#include "analysis/ExtractErrors.h"

#include <set>

using namespace clang;

namespace cotidy {

using namespace extraction;

static bool hasNoCopy(const CXXRecordDecl &type) {
  if (type.needsImplicitCopyConstructor())
    return type.needsOverloadResolutionForCopyConstructor() || type.defaultedCopyConstructorIsDeleted();
  return llvm::none_of(type.ctors(), [](const CXXConstructorDecl *one) {
    return one->isCopyConstructor() && !one->isDeleted() && one->getAccess() == AS_public;
  });
}

// `asio::thread_pool pool_{4};`: a constructor that the compiler writes does what the initializers of the members say.
// Only owners count, of what cannot be copied: threads, pools, pointers to them.
static bool makesMembers(const FunctionDecl *function) {
  const auto *constructor = dyn_cast<CXXConstructorDecl>(function);
  if (!constructor || !constructor->isDefaultConstructor()) return false;
  return llvm::any_of(constructor->inits(), [](const CXXCtorInitializer *init) {
    const FieldDecl *member = init->getAnyMember();
    const CXXRecordDecl *type =
        member && init->isInClassMemberInitializer() ? member->getType()->getAsCXXRecordDecl() : nullptr;
    return type && type->hasDefinition() && type->hasNonTrivialDestructor() && hasNoCopy(*type);
  });
}

namespace {
class Visitor : public RecursiveASTVisitor<Visitor> {
public:
  Visitor(Tables &tables, const BrokenCode &broken, bool deep) : tables_(tables), broken_(broken), deep_(deep) {}
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitLambdaBody() const { return true; }

  bool VisitFunctionDecl(FunctionDecl *function) {
    add(function, nullptr);
    return true;
  }
  // The visitor does not reach a call operator as a function.
  bool VisitLambdaExpr(LambdaExpr *lambda) {
    add(lambda->getCallOperator(), lambda);
    if (FunctionTemplateDecl *generic = lambda->getLambdaClass()->getDependentLambdaCallOperator())
      for (FunctionDecl *special : generic->specializations()) {
        add(special, lambda);
        if (special->getBody()) TraverseStmt(special->getBody());
      }
    return true;
  }
  // Nor the constructors that the compiler writes.
  bool VisitCXXRecordDecl(CXXRecordDecl *record) {
    if (!record->isThisDeclarationADefinition() || record->isDependentType()) return true;
    for (CXXConstructorDecl *constructor : record->ctors()) add(constructor, nullptr);
    return true;
  }
  bool VisitVarDecl(VarDecl *variable) {
    if (variable->isFileVarDecl() && variable->isThisDeclarationADefinition())
      globals_.push_back(tables_.type(variable->getType()));
    return true;
  }
  void finish(facts::UnitT &unit);

private:
  void add(const FunctionDecl *function, const LambdaExpr *lambda) {
    if (!function->doesThisDeclarationHaveABody() || function->hasSkippedBody()) return;
    if (function->isDefaulted() && !makesMembers(function)) return;
    if (!function->getBody() || (!deep_ && tables_.system(function->getLocation()))) return;
    if (!seen_.insert(function).second) return;
    lowered_.push_back(lower(tables_, function, lambda, broken_.contains(*function)));
  }

  Tables &tables_;
  const BrokenCode &broken_;
  bool deep_;  // bodies of system headers too
  std::vector<Lowered> lowered_;
  std::vector<std::int32_t> globals_;
  std::set<const FunctionDecl *> seen_;
};
}  // namespace

static std::pair<std::int32_t, std::uint32_t> start(const facts::Place &place) { return {place.file(), place.begin()}; }

void Visitor::finish(facts::UnitT &unit) {
  std::set<std::pair<std::int32_t, std::uint32_t>> instantiated;  // templates whose instances speak for them
  for (const Lowered &one : lowered_)
    if (one.function->pattern_place && !one.function->pattern) instantiated.insert(start(*one.function->pattern_place));
  tables_.finish(unit);
  for (Lowered &one : lowered_) {
    if (one.function->pattern && instantiated.count(start(*one.function->place))) continue;
    if (one.body.flat) unit.unlowered.push_back(one.function->name);
    localise(unit, *one.function, one.body);
    unit.functions.push_back(std::move(one.function));
  }
  for (std::int32_t type : globals_)
    if (type >= 0) unit.globals.push_back(unit.types[type]->key);
}

// The #include lines of a file: for fixes that add one.
static void addIncludes(std::int32_t file, llvm::StringRef text, facts::UnitT &unit) {
  std::uint32_t line = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    ++line;
    std::size_t end = std::min(text.find('\n', at), text.size());
    llvm::StringRef rest = text.slice(at, end).trim();
    at = end + 1;
    if (!rest.consume_front("#")) continue;
    rest = rest.ltrim();
    if (!rest.consume_front("include")) continue;
    rest = rest.ltrim();
    if (rest.empty() || (rest.front() != '<' && rest.front() != '"')) continue;
    std::size_t close = rest.find(rest.front() == '<' ? '>' : '"', 1);
    if (close == llvm::StringRef::npos) continue;
    auto out = std::make_unique<facts::IncludeT>();
    out->file = file;
    out->spelled = rest.slice(1, close).str();
    out->angled = rest.front() == '<';
    out->line = line;
    out->end = static_cast<std::uint32_t>(std::min(at, text.size()));
    unit.includes.push_back(std::move(out));
  }
}

static void addUserIncludes(const SourceManager &sources, Tables &tables, facts::UnitT &unit) {
  std::set<std::int32_t> done;
  for (unsigned i = 1; i < sources.local_sloc_entry_size(); ++i) {
    const SrcMgr::SLocEntry &entry = sources.getLocalSLocEntry(i);
    if (!entry.isFile() || SrcMgr::isSystem(entry.getFile().getFileCharacteristic())) continue;
    FileID id = sources.getFileID(SourceLocation::getFromRawEncoding(entry.getOffset()));
    if (!sources.getFileEntryForID(id)) continue;
    bool invalid = false;
    llvm::StringRef text = sources.getBufferData(id, &invalid);
    std::int32_t file = tables.file(id);
    if (!invalid && done.insert(file).second) addIncludes(file, text, unit);
  }
}

static std::uint32_t standardOf(const LangOptions &language) {
  if (!language.CPlusPlus) return 0;
  if (language.CPlusPlus26) return 26;
  if (language.CPlusPlus23) return 23;
  if (language.CPlusPlus20) return 20;
  return language.CPlusPlus17 ? 17 : language.CPlusPlus14 ? 14 : 11;
}

std::unique_ptr<facts::UnitT> extractContext(ASTContext &context, Preprocessor *, const ExtractOptions &options,
                                             llvm::ArrayRef<SourceLocation> errors) {
  auto unit = std::make_unique<facts::UnitT>();
  unit->version = factsVersion;
  unit->standard = standardOf(context.getLangOpts());
  Tables tables(context, options.root);
  unit->source = tables.unit();
  tables.file(context.getSourceManager().getMainFileID());
  const BrokenCode broken(context, errors);
  Visitor visitor(tables, broken, options.deep);
  for (Decl *decl : context.getTranslationUnitDecl()->decls())
    if (options.deep || !tables.system(decl->getLocation())) visitor.TraverseDecl(decl);
  addUserIncludes(context.getSourceManager(), tables, *unit);
  visitor.finish(*unit);
  return unit;
}

}  // namespace cotidy
