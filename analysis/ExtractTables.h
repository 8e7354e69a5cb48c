// ExtractTables.h: the tables of one unit (files, types, callees) while it is being extracted.
#pragma once
#include "analysis/ExtractNames.h"

#include <map>

namespace cotidy::extraction {

class Tables {
public:
  Tables(clang::ASTContext &context, const std::string &root);

  /// Declared in a system header, or nowhere. Paths below the root are relative and therefore never the machine's.
  bool system(clang::SourceLocation location) const;
  std::int32_t file(clang::FileID id);
  facts::Place place(clang::SourceRange range);
  std::int32_t type(clang::QualType type);
  std::int32_t callee(const clang::FunctionDecl *function);
  std::int32_t recordType(const clang::CXXRecordDecl *record);
  /// Source as written, shortened; "" where a macro took part.
  std::string text(clang::SourceRange range) const;

  /// The USR of a field or variable and the file that declares it: two programs of one database may have equal names,
  /// a header that both include is one thing.
  std::string placedUsr(const clang::ValueDecl *decl) const;
  const Keys &keys() const { return keys_; }
  clang::ASTContext &context() { return context_; }
  const std::string &unit() const { return unit_; }

  /// Describes every type and callee that was named, and those that their descriptions name, and hands all over.
  void finish(facts::UnitT &unit);

private:
  std::unique_ptr<facts::TypeT> describe(clang::QualType type);
  void describeRecord(const clang::CXXRecordDecl *record, clang::QualType type, facts::TypeT &out);
  void describeArguments(const clang::CXXRecordDecl *record, clang::QualType type, facts::TypeT &out);
  void describeDefinition(const clang::CXXRecordDecl *record, facts::TypeT &out);
  void describePromise(const clang::CXXRecordDecl *record, facts::TypeT &out);
  std::unique_ptr<facts::CalleeT> describe(const clang::FunctionDecl *function);
  void describeMethod(const clang::CXXMethodDecl *method, facts::CalleeT &out);
  std::string typeKey(clang::QualType type) const;

  clang::ASTContext &context_;
  const clang::SourceManager &sources_;
  std::string unit_;
  Paths paths_;
  Keys keys_;
  clang::PrintingPolicy policy_;
  struct RelativePaths : clang::PrintingCallbacks {
    const Paths &paths;
    explicit RelativePaths(const Paths &p) : paths(p) {}
    std::string remapPath(llvm::StringRef path) const override { return paths.of(path); }
  } relative_{paths_};

  std::map<std::string, std::int32_t> fileIds_, typeIds_, calleeIds_;
  std::map<clang::FileID, std::int32_t> fileById_;
  mutable std::map<clang::FileID, bool> ofTheMachine_;
  std::map<void *, std::int32_t> typePointers_;
  std::map<const clang::FunctionDecl *, std::int32_t> calleePointers_;
  std::vector<std::string> files_, typeKeys_;
  std::vector<clang::QualType> types_;
  std::vector<const clang::FunctionDecl *> callees_;
};

/// The class of a type, looking through dependent specialisations to the template.
const clang::CXXRecordDecl *recordOf(clang::QualType type);

}  // namespace cotidy::extraction
