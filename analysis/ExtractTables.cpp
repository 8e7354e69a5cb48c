// The tables of one unit: places, and an index for every type and callee that something names.
#include "analysis/ExtractTables.h"

using namespace clang;

namespace cotidy::extraction {

static std::string mainFileOf(ASTContext &context, const std::string &root) {
  const SourceManager &sources = context.getSourceManager();
  return Paths(sources, root).of(sources.getMainFileID());
}

Tables::Tables(ASTContext &context, const std::string &root)
    : context_(context), sources_(context.getSourceManager()), unit_(mainFileOf(context, root)), paths_(sources_, root),
      keys_(sources_, paths_, unit_), policy_(context.getLangOpts()) {
  policy_.SuppressTagKeyword = true;
  policy_.FullyQualifiedName = true;
  policy_.Callbacks = &relative_;
}

// A header of the machine is a system header even where a build names its folder by -I, or the file by its path.
bool Tables::system(SourceLocation location) const {
  if (location.isInvalid()) return true;
  location = sources_.getExpansionLoc(location);
  if (sources_.isInSystemHeader(location)) return true;
  FileID id = sources_.getFileID(location);
  auto [known, isNew] = ofTheMachine_.try_emplace(id, false);
  if (isNew) {
    std::string path = paths_.of(id);
    known->second =
        llvm::StringRef(path).starts_with("/usr/include/") || llvm::StringRef(path).starts_with("/usr/local/include/");
  }
  return known->second;
}

std::string Tables::placedUsr(const ValueDecl *decl) const {
  return Keys::usr(decl) + "|" + paths_.of(sources_.getFileID(sources_.getExpansionLoc(decl->getLocation())));
}

std::int32_t Tables::file(FileID id) {
  auto [known, isNew] = fileById_.try_emplace(id, -1);
  if (!isNew) return known->second;
  auto [entry, added] = fileIds_.try_emplace(paths_.of(id), files_.size());
  if (added) files_.push_back(entry->first);
  return known->second = entry->second;
}

facts::Place Tables::place(SourceRange range) {
  if (range.isInvalid()) return facts::Place(-1, 0, 0, 0, 0, false);
  bool macro = range.getBegin().isMacroID() || range.getEnd().isMacroID();
  CharSourceRange chars =
      Lexer::makeFileCharRange(CharSourceRange::getTokenRange(range), sources_, context_.getLangOpts());
  if (chars.isInvalid()) {  // partly from a macro: the expansion stands for it
    chars = sources_.getExpansionRange(range);
    if (chars.isTokenRange())
      chars.setEnd(Lexer::getLocForEndOfToken(chars.getEnd(), 0, sources_, context_.getLangOpts()));
    macro = true;
  }
  auto [file_, begin] = sources_.getDecomposedLoc(chars.getBegin());
  auto [endFile, end] = sources_.getDecomposedLoc(chars.getEnd());
  if (endFile != file_ || end < begin) end = begin;
  return facts::Place(file(file_), sources_.getExpansionLineNumber(chars.getBegin()),
                      sources_.getExpansionColumnNumber(chars.getBegin()), begin, end, macro);
}

std::string Tables::text(SourceRange range) const {
  constexpr std::size_t longest = 60;
  if (range.isInvalid() || range.getBegin().isMacroID() || range.getEnd().isMacroID()) return {};
  bool invalid = false;
  llvm::StringRef text =
      Lexer::getSourceText(CharSourceRange::getTokenRange(range), sources_, context_.getLangOpts(), &invalid);
  return invalid || text.size() > longest || text.contains('\n') ? std::string() : text.str();
}

std::string Tables::typeKey(QualType type) const {
  std::string key = type.getAsString(policy_);
  // "(lambda at a.cpp:3:4)" is the same text in every instantiation of the function around it.
  return key.find("(lambda at") == std::string::npos ? key : key + keys_.closuresIn(type);
}

std::int32_t Tables::type(QualType type) {
  if (type.isNull()) return -1;
  type = context_.getCanonicalType(type);
  auto [known, isNew] = typePointers_.try_emplace(type.getAsOpaquePtr(), -1);  // printing a type is dear: once each
  if (!isNew) return known->second;
  std::string key = typeKey(type);
  auto [entry, added] = typeIds_.try_emplace(key, types_.size());
  if (added) {
    types_.push_back(type);
    typeKeys_.push_back(std::move(key));
  }
  return typePointers_[type.getAsOpaquePtr()] = entry->second;
}

std::int32_t Tables::callee(const FunctionDecl *function) {
  if (!function) return -1;
  function = function->getCanonicalDecl();
  auto [known, isNew] = calleePointers_.try_emplace(function, -1);
  if (!isNew) return known->second;
  auto [entry, added] = calleeIds_.try_emplace(keys_.of(function), callees_.size());
  if (added) callees_.push_back(function);
  return calleePointers_[function] = entry->second;
}

void Tables::finish(facts::UnitT &unit) {
  // Describing one may name others: both lists grow while they are read.
  std::size_t type = 0, function = 0;
  while (type < types_.size() || function < callees_.size()) {
    for (; function < callees_.size(); ++function) unit.callees.push_back(describe(callees_[function]));
    for (; type < types_.size(); ++type) {
      unit.types.push_back(describe(types_[type]));
      unit.types.back()->key = typeKeys_[type];
    }
  }
  unit.files = files_;
}

}  // namespace cotidy::extraction
