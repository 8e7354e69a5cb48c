// TidyPlugin.cpp: every check as `cotidy-<rule>` in clang-tidy. The driver's pipeline over the one unit that clang-tidy
// has parsed; the enabled checks share its extraction and its analysis.
#include "analysis/Analysis.h"
#include "analysis/ExtractContext.h"
#include "checks/Check.h"
#include "checks/Run.h"
#include "driver/CheckOptions.h"
#include "driver/Figures.h"
#include "driver/JsonInput.h"
#include "driver/Report.h"
#include "driver/Root.h"
#include "driver/UserError.h"
#include "models/Models.h"

#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Basic/Version.h"
#include "clang/Lex/Preprocessor.h"
#if CLANG_VERSION_MAJOR < 22
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cotidy {

namespace {

/// The unit that is being checked. It lives as long as the checks that clang-tidy makes for it: nothing is keyed by an
/// address, which clang-tidy uses again for the next unit.
class Unit {
public:
  void enable(const Check &check) {
    if (std::ranges::find(checks_, &check) == checks_.end()) checks_.push_back(&check);
  }
  void set(std::string_view key, std::string value) { settings_.insert_or_assign(std::string(key), std::move(value)); }
  void fail(std::string error) { optionError_ = std::move(error); }
  void setPreprocessor(clang::Preprocessor *preprocessor) { preprocessor_ = preprocessor; }
  void reset() { findings_.reset(); }

  const std::string &root() const { return project_.root; }
  /// Why there are no findings; told once, not by every check.
  std::string takeError() { return std::exchange(error_, {}); }

  /// All findings of the enabled checks; made once.
  const std::vector<Finding> &findings(clang::ASTContext &context) {
    if (findings_) return *findings_;
    findings_.emplace();
    error_ = optionError_;
    try {
      *findings_ = find(context);
    } catch (const UserError &error) {
      error_ = error.what();  // nothing may be thrown through clang-tidy
    }
    return *findings_;
  }

private:
  std::vector<Finding> find(clang::ASTContext &context) {
    const clang::SourceManager &sources = context.getSourceManager();
    llvm::SmallString<256> main(sources.getNonBuiltinFilenameForID(sources.getMainFileID()).value_or(""));
    sources.getFileManager().makeAbsolutePath(main);
    project_ = findProject(std::filesystem::path(absolutePath(main.str().str())).parent_path().string());
    Models models = Models::builtin();
    addFigures(models, project_.root);
    for (const std::string &file : project_.config.models)
      if (const auto error = models.add(file, readInput(file, "the model file"))) throw UserError(error->message);

    ExtractOptions options;
    options.root = project_.root;
    std::vector<UnitInput> units(1);
    units.front().unit = extractContext(context, preprocessor_, options);
    const Analysis analysis = analyse(std::move(units), models, settings_);
    std::ranges::sort(checks_, {}, &Check::name);
    return runChecks(analysis, checks_);
  }

  std::vector<const Check *> checks_;
  clang::Preprocessor *preprocessor_ = nullptr;
  Project project_;
  Settings settings_;
  std::string error_, optionError_;
  std::optional<std::vector<Finding>> findings_;
};

/// From places in our findings to clang's.
class Places {
public:
  Places(clang::SourceManager &sources, const std::string &root) : sources_(sources), root_(root) {}

  /// Invalid where the file is not one of this unit.
  clang::SourceLocation at(const std::string &file, std::uint32_t offset) const {
    const auto entry = sources_.getFileManager().getOptionalFileRef(absolutePath(file, root_));
    if (!entry) return {};
    const clang::FileID id = sources_.translateFile(*entry);
    if (id.isInvalid() || offset > sources_.getFileIDSize(id)) return {};
    return sources_.getLocForStartOfFile(id).getLocWithOffset(static_cast<int>(offset));
  }

  clang::SourceLocation at(const Location &location) const { return at(location.file, location.begin); }

  clang::CharSourceRange range(const std::string &file, std::uint32_t begin, std::uint32_t end) const {
    return clang::CharSourceRange::getCharRange(at(file, begin), at(file, end));
  }

  /// Empty where one of the edits is of a file that this unit does not read: half a fix is none.
  std::vector<clang::FixItHint> hints(const Fix &fix) const {
    std::vector<clang::FixItHint> hints;
    for (const Edit &edit : fix.edits) {
      const clang::CharSourceRange place = range(edit.file, edit.begin, edit.end);
      if (place.isInvalid()) return {};
      hints.push_back(edit.begin == edit.end ? clang::FixItHint::CreateInsertion(place.getBegin(), edit.text)
                                             : clang::FixItHint::CreateReplacement(place, edit.text));
    }
    return hints;
  }

private:
  clang::SourceManager &sources_;
  const std::string &root_;
};

/// One of our checks as clang-tidy sees it.
class Adaptor : public clang::tidy::ClangTidyCheck {
public:
  Adaptor(llvm::StringRef name, clang::tidy::ClangTidyContext *context, const Check &check, std::shared_ptr<Unit> unit)
      : ClangTidyCheck(name, context), check_(check), unit_(std::move(unit)) {
    unit_->enable(check_);
    for (const CheckOption &option : check_.options) {
      const std::string text(Options.get(nameOf(option), llvm::StringRef(option.value)));
      if (auto value = valueOf(option, text))
        unit_->set(option.key, std::move(*value));
      else
        unit_->fail(wrongValue(option, text));
    }
  }

  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &map) override {
    for (const CheckOption &option : check_.options)
      Options.store(map, nameOf(option), Options.get(nameOf(option), llvm::StringRef(option.value)));
  }

  bool isLanguageVersionSupported(const clang::LangOptions &language) const override { return language.CPlusPlus; }

  void registerPPCallbacks(const clang::SourceManager &, clang::Preprocessor *preprocessor,
                           clang::Preprocessor *) override {
    unit_->setPreprocessor(preprocessor);
  }

  void registerMatchers(clang::ast_matchers::MatchFinder *finder) override {
    finder->addMatcher(clang::ast_matchers::translationUnitDecl().bind("unit"), this);
  }

  void onStartOfTranslationUnit() override { unit_->reset(); }

  void check(const clang::ast_matchers::MatchFinder::MatchResult &result) override {
    const std::vector<Finding> &findings = unit_->findings(*result.Context);
    if (const std::string error = unit_->takeError(); !error.empty()) diag("%0", clang::DiagnosticIDs::Error) << error;
    const Places places(*result.SourceManager, unit_->root());
    for (const Finding &finding : findings)
      if (finding.rule == check_.name) report(finding, places);
  }

private:
  /// The option's name behind its rule's.
  static llvm::StringRef nameOf(const CheckOption &option) { return llvm::StringRef(option.key).split('.').second; }

  void report(const Finding &finding, const Places &places) {
    const clang::SourceLocation at = places.at(finding.at);
    if (at.isInvalid()) return;
    {
      auto diagnostic = diag(at, "%0");  // never the message itself: it may hold a '%'
      diagnostic << finding.message;
      const auto safe = std::ranges::find_if(finding.fixes, &Fix::safe);
      if (safe != finding.fixes.end())
        for (const clang::FixItHint &hint : places.hints(*safe)) diagnostic << hint;
    }
    for (const auto *steps : {&finding.steps, &finding.related})
      for (const Step &step : *steps)
        if (const clang::SourceLocation place = places.at(step.at); place.isValid())
          diag(place, "%0", clang::DiagnosticIDs::Note) << step.message;
  }

  const Check &check_;
  std::shared_ptr<Unit> unit_;
};

class Module : public clang::tidy::ClangTidyModule {
public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories &factories) override {
    const auto current = std::make_shared<std::weak_ptr<Unit>>();  // expires with the checks of a unit
    for (const Check *check : allChecks())
      factories.registerCheckFactory(ruleId(check->name),
                                     [check, current](llvm::StringRef name, clang::tidy::ClangTidyContext *context) {
                                       std::shared_ptr<Unit> unit = current->lock();
                                       if (!unit) *current = unit = std::make_shared<Unit>();
                                       return std::make_unique<Adaptor>(name, context, *check, std::move(unit));
                                     });
  }
};

}  // namespace

}  // namespace cotidy

static clang::tidy::ClangTidyModuleRegistry::Add<cotidy::Module> registration("cotidy-module",
                                                                              "Misuse of C++ concurrency.");
