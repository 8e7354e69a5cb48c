// ExtractNames.h: how the facts name declarations: keys (for the link), plain names (for models), display names (for people).
#pragma once
#include "analysis/ExtractPch.h"

namespace cotidy::extraction {

/// Qualified name without template arguments and inline namespaces. A constructor is "ns::T::T", a destructor "ns::T::~T".
std::string plainName(const clang::NamedDecl *decl);

/// For messages: "Session::read", "lambda in 'poll'".
std::string displayName(const clang::FunctionDecl *function);

/// Source paths as the facts spell them: relative to the root where they lie below it.
class Paths {
public:
  Paths(const clang::SourceManager &sources, std::string root) : sources_(sources), root_(std::move(root)) {}
  std::string of(clang::FileID file) const;
  std::string of(llvm::StringRef path) const;

private:
  const clang::SourceManager &sources_;
  std::string root_;
};

/// Keys: the USR where it is unique; a lambda by the function around it and its offset; internal linkage by its unit.
class Keys {
public:
  Keys(const clang::SourceManager &sources, const Paths &paths, std::string unit)
      : sources_(sources), paths_(paths), unit_(std::move(unit)) {}
  std::string of(const clang::FunctionDecl *function) const;
  std::string ofClosure(const clang::CXXRecordDecl *lambda) const;
  /// What distinguishes types and instantiations that print alike: the lambdas among their arguments.
  std::string closuresIn(clang::QualType type) const;
  /// The USR of any declaration, "" where there is none.
  static std::string usr(const clang::Decl *decl);

private:
  std::string closuresIn(llvm::ArrayRef<clang::TemplateArgument> arguments, unsigned depth) const;
  std::string closuresIn(clang::QualType type, unsigned depth) const;
  std::string around(const clang::Decl *decl) const;

  const clang::SourceManager &sources_;
  const Paths &paths_;
  std::string unit_;
};

}  // namespace cotidy::extraction
