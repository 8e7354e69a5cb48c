// ExtractIr.cpp: compiles one unit to LLVM IR. Functions that are asked for are emitted even where nobody calls them
// (a body that is handed to a library of which only declarations are seen), and stay what they are when others are inlined.
#include "analysis/ExtractIr.h"

#include "analysis/ExtractIrCost.h"
#include "analysis/ExtractRun.h"
#include "analysis/ExtractTables.h"

#include "clang/AST/GlobalDecl.h"
#include "clang/CodeGen/ModuleBuilder.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"

using namespace clang;

namespace cotidy {

namespace {

using extraction::Tables;
using Names = std::map<std::string, std::string>;

/// Finds the definitions of the functions that are asked for.
class Wanted : public RecursiveASTVisitor<Wanted> {
public:
  Wanted(Tables &tables, const IrFunctions &functions) : tables_(tables), functions_(functions) {}
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool VisitFunctionDecl(FunctionDecl *function) {
    add(function);
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *lambda) {
    add(lambda->getCallOperator());
    if (FunctionTemplateDecl *generic = lambda->getLambdaClass()->getDependentLambdaCallOperator())
      for (FunctionDecl *special : generic->specializations()) add(special);
    return true;
  }
  std::map<std::string, FunctionDecl *> found;

private:
  void add(FunctionDecl *function) {
    if (!function->doesThisDeclarationHaveABody() || function->isDependentContext() || function->isConsteval()) return;
    if (isa<CXXConstructorDecl>(function) || isa<CXXDestructorDecl>(function) ||
        tables_.system(function->getLocation()))
      return;
    if (std::string key = tables_.keys().of(function); functions_.count(key)) found.emplace(std::move(key), function);
  }

  Tables &tables_;
  const IrFunctions &functions_;
};

/// Before the code is generated: asks for the functions.
class Asking : public ASTConsumer {
public:
  Asking(CodeGenerator &generator, const IrRequest &request, Names &names)
      : generator_(generator), request_(request), names_(names) {}
  void HandleTranslationUnit(ASTContext &context) override {
    if (context.getDiagnostics().hasErrorOccurred()) return;
    Tables tables(context, request_.options.root);
    Wanted wanted(tables, request_.functions);
    for (Decl *decl : context.getTranslationUnitDecl()->decls())
      if (!tables.system(decl->getLocation())) wanted.TraverseDecl(decl);
    for (const auto &[key, function] : wanted.found)
      if (auto *made = generator_.GetAddrOfGlobal(GlobalDecl(function), /*isForDefinition=*/false))
        names_[key] = made->stripPointerCasts()->getName().str();
  }

private:
  CodeGenerator &generator_;
  const IrRequest &request_;
  Names &names_;
};

/// Behind it: counts.
class Counting : public ASTConsumer {
public:
  Counting(CodeGenerator &generator, const IrRequest &request, const Names &names, IrReport &report)
      : generator_(generator), request_(request), names_(names), report_(report) {}
  void HandleTranslationUnit(ASTContext &context) override {
    if (context.getDiagnostics().hasErrorOccurred()) return;
    if (llvm::Module *module = generator_.GetModule()) report_ = costsIn(*module, names_, request_.functions);
  }

private:
  CodeGenerator &generator_;
  const IrRequest &request_;
  const Names &names_;
  IrReport &report_;
};

class CostAction : public ASTFrontendAction {
public:
  CostAction(const IrRequest &request, IrReport &report) : request_(request), report_(report) {}
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &compiler, llvm::StringRef file) override {
#if CLANG_VERSION_MAJOR >= 22
    std::unique_ptr<CodeGenerator> generator = CreateLLVMCodeGen(compiler, file, context_);
#else
    std::unique_ptr<CodeGenerator> generator(CreateLLVMCodeGen(
        compiler.getDiagnostics(), file, &compiler.getVirtualFileSystem(), compiler.getHeaderSearchOpts(),
        compiler.getPreprocessorOpts(), compiler.getCodeGenOpts(), context_));
#endif
    CodeGenerator &made = *generator;
    std::vector<std::unique_ptr<ASTConsumer>> steps;
    steps.push_back(std::make_unique<Asking>(made, request_, names_));
    steps.push_back(std::move(generator));
    steps.push_back(std::make_unique<Counting>(made, request_, names_, report_));
    return std::make_unique<MultiplexConsumer>(std::move(steps));
  }

private:
  const IrRequest &request_;
  IrReport &report_;
  llvm::LLVMContext context_;
  Names names_;
};

/// As for a release, whatever the command says: what a sanitizer or a profile adds is not what the code costs.
void optimise(CompilerInvocation &invocation) {
  invocation.getFrontendOpts().ProgramAction = frontend::EmitLLVMOnly;
  invocation.getLangOpts().Sanitize.clear();
  CodeGenOptions &code = invocation.getCodeGenOpts();
  code.OptimizationLevel = 2;
  code.DisableO0ImplyOptNone = true;
  code.setInlining(CodeGenOptions::NormalInlining);
  code.setDebugInfo(llvm::codegenoptions::DebugLineTablesOnly);  // the places of the loops
  code.DebugColumnInfo = true;
}

}  // namespace

IrReport compileForCosts(const Command &command, const IrRequest &request) {
  IrReport report;
  Extracted said;
  CostAction action(request, report);
  runClang(command, request.options, optimise, action, said);
  if (!said.errors.empty()) return {{}, std::move(said.errors)};
  return report;
}

}  // namespace cotidy
