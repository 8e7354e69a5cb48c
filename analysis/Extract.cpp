// Runs clang over one compile command and hands its AST to the visitor.
#include "analysis/Extract.h"

#include "Build.h"  // generated: where clang's own headers are
#include "analysis/ExtractContext.h"
#include "analysis/ExtractRun.h"

#include "clang/Basic/DiagnosticDriver.h"
#include "clang/Lex/LexDiagnostic.h"
#if CLANG_VERSION_MAJOR >= 22
#include "clang/Driver/CreateInvocationFromArgs.h"
#endif
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace cotidy {

namespace {
// Collects errors, one line each; warnings are not ours.
class Errors : public DiagnosticConsumer {
public:
  explicit Errors(Extracted &out) : out_(out) {}
  void HandleDiagnostic(DiagnosticsEngine::Level level, const Diagnostic &info) override {
    DiagnosticConsumer::HandleDiagnostic(level, info);
    if (level < DiagnosticsEngine::Error) return;
    places_.push_back(info.getLocation());
    // The command was written for another compiler: what clang does not know, it does not need.
    if (info.getID() == diag::err_drv_unknown_argument || info.getID() == diag::err_drv_unsupported_opt_for_target)
      return;
    if (info.getID() == diag::err_pp_file_not_found && info.getNumArgs() > 0)
      out_.missing.push_back(info.getArgStdStr(0));
    constexpr std::size_t most = 20;
    if (out_.errors.size() >= most) return;
    llvm::SmallString<128> text;
    info.FormatDiagnostic(text);
    std::string where;
    if (info.hasSourceManager() && info.getLocation().isValid()) {
      PresumedLoc at = info.getSourceManager().getPresumedLoc(info.getLocation());
      if (at.isValid())
        where = std::string(at.getFilename()) + ":" + std::to_string(at.getLine()) + ":" +
                std::to_string(at.getColumn()) + ": ";
    }
    out_.errors.push_back(where + "error: " + std::string(text));
  }
  const std::vector<SourceLocation> &places() const { return places_; }

private:
  Extracted &out_;
  std::vector<SourceLocation> places_;
};

class Consumer : public ASTConsumer {
public:
  Consumer(CompilerInstance &compiler, const ExtractOptions &options, Extracted &out)
      : compiler_(compiler), options_(options), out_(out) {}
  // Parsing headers is nearly all of the time: what a library does is the models' word, not its bodies'.
  bool shouldSkipFunctionBody(Decl *decl) override {
    const SourceManager &sources = compiler_.getSourceManager();
    return sources.isInSystemHeader(sources.getExpansionLoc(decl->getLocation()));
  }
  void HandleTranslationUnit(ASTContext &context) override {
    const auto &errors = static_cast<const Errors &>(*context.getDiagnostics().getClient());  // runClang put it there
    out_.facts = pack(*extractContext(context, &compiler_.getPreprocessor(), options_, errors.places()));
    const SourceManager &sources = context.getSourceManager();
    for (auto file = sources.fileinfo_begin(); file != sources.fileinfo_end(); ++file) {
      llvm::SmallString<256> path(file->first.getName());
      sources.getFileManager().makeAbsolutePath(path);
      llvm::sys::path::remove_dots(path, true);
      out_.dependencies.emplace_back(path.str());
    }
    std::sort(out_.dependencies.begin(), out_.dependencies.end());
  }

private:
  CompilerInstance &compiler_;
  const ExtractOptions &options_;
  Extracted &out_;
};

class Action : public ASTFrontendAction {
public:
  Action(const ExtractOptions &options, Extracted &out) : options_(options), out_(out) {}
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &compiler, llvm::StringRef) override {
    return std::make_unique<Consumer>(compiler, options_, out_);
  }

private:
  const ExtractOptions &options_;
  Extracted &out_;
};
}  // namespace

static std::string resourceDirectory(const ExtractOptions &options) {
  return options.resourceDir.empty() ? std::string(build::resourceDir) : options.resourceDir;
}

static std::vector<const char *> argumentsOf(const Command &command, const std::string &resourceFlag) {
  std::vector<const char *> arguments;
  bool hasResourceDir = false;
  for (const std::string &argument : command.arguments) {
    hasResourceDir |= llvm::StringRef(argument).starts_with("-resource-dir");
    arguments.push_back(argument.c_str());
  }
  if (!hasResourceDir && !arguments.empty()) arguments.insert(arguments.begin() + 1, resourceFlag.c_str());
  arguments.push_back("-fsyntax-only");
  return arguments;
}

/// What holds for every run: what the command wrote besides objects is not ours to write.
static void configure(CompilerInvocation &invocation) {
  invocation.getFrontendOpts().DisableFree = true;
  invocation.getFrontendOpts().ProgramAction = frontend::ParseSyntaxOnly;
  invocation.getDiagnosticOpts().IgnoreWarnings = true;
  invocation.getDiagnosticOpts().ErrorLimit = 0;  // the rest of the unit is worth reading
  invocation.getLangOpts().SpellChecking = false;
  invocation.getPreprocessorOutputOpts() = PreprocessorOutputOptions();
  invocation.getDependencyOutputOpts() = DependencyOutputOptions();
}

void runClang(const Command &command, const ExtractOptions &options, const Configure &prepare, FrontendAction &action,
              Extracted &out) {
  auto files = llvm::vfs::createPhysicalFileSystem();
  if (std::error_code bad = files->setCurrentWorkingDirectory(command.directory)) {
    out.errors.push_back(command.directory +
                         ": error: cannot enter the directory of the compile command: " + bad.message());
    return;
  }
  const std::string resourceFlag = "-resource-dir=" + resourceDirectory(options);
  const std::vector<const char *> arguments = argumentsOf(command, resourceFlag);
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> fileSystem(files.release());
  Errors errors(out);
#if CLANG_VERSION_MAJOR >= 21
  DiagnosticOptions diagnosticOptions;
  auto diagnostics =
      CompilerInstance::createDiagnostics(*fileSystem, diagnosticOptions, &errors, /*ShouldOwnClient=*/false);
#else
  auto diagnostics = CompilerInstance::createDiagnostics(new DiagnosticOptions, &errors, false);
#endif
  CreateInvocationOptions how;
  how.Diags = diagnostics;
  how.VFS = fileSystem;
  how.RecoverOnError = true;
  std::shared_ptr<CompilerInvocation> invocation = createInvocation(arguments, how);
  if (!invocation || invocation->getFrontendOpts().Inputs.empty()) {
    if (out.errors.empty()) out.errors.push_back(command.file + ": error: clang makes no compile job of this command");
    return;
  }
  configure(*invocation);
  prepare(*invocation);
  fileSystem = createVFSFromCompilerInvocation(*invocation, *diagnostics, fileSystem);  // -ivfsoverlay
#if CLANG_VERSION_MAJOR >= 21
  CompilerInstance compiler(invocation);
  compiler.setVirtualFileSystem(fileSystem);
  compiler.createDiagnostics(&errors, false);
  compiler.createFileManager();
  compiler.createSourceManager();
#else
  CompilerInstance compiler;
  compiler.setInvocation(invocation);
  compiler.createDiagnostics(&errors, false);
  compiler.createFileManager(fileSystem);
  compiler.createSourceManager(compiler.getFileManager());
#endif
  // After a fatal error clang instantiates no template, and tells of no other error.
  compiler.getDiagnostics().setSeverity(diag::err_pp_file_not_found, diag::Severity::Error, SourceLocation());
  compiler.ExecuteAction(action);
}

Extracted extract(const Command &command, const ExtractOptions &options) {
  Extracted out;
  Action action(options, out);
  const auto prepare = [&](CompilerInvocation &invocation) {
    invocation.getFrontendOpts().SkipFunctionBodies = !options.deep;
  };
  runClang(command, options, prepare, action, out);
  return out;
}

std::string clangVersion() { return CLANG_VERSION_STRING; }

}  // namespace cotidy
