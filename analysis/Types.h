// Types.h: a type of one unit, with the questions that the analysis and the checks ask of it.
#pragma once
#include "analysis/Facts.h"

#include <string_view>
#include <vector>

namespace cotidy {

/// A cheap handle: a unit and an index into its types. An empty one answers every question with "no".
class Type {
public:
  Type() = default;
  Type(const facts::UnitT *unit, std::int32_t index) : unit_(index < 0 ? nullptr : unit), index_(index) {}

  explicit operator bool() const { return unit_ != nullptr; }
  const facts::TypeT *facts() const { return unit_ ? unit_->types[index_].get() : nullptr; }
  std::string_view name() const { return unit_ ? std::string_view(facts()->name) : std::string_view(); }
  std::string_view key() const { return unit_ ? std::string_view(facts()->key) : std::string_view(); }
  bool is(facts::TypeKind kind) const { return unit_ && facts()->kind == kind; }

  bool isReference() const { return is(facts::TypeKind::LRef) || is(facts::TypeKind::RRef); }

  Type target() const { return unit_ ? Type(unit_, facts()->to) : Type(); }
  /// Without references.
  Type value() const;
  /// Without references and pointers.
  Type object() const;
  Type argument(std::size_t i) const;
  std::vector<Type> arguments() const;
  /// The type's own plain name, then those of its bases, nearest first.
  std::vector<std::string_view> namesWithBases() const;
  bool isOrDerivesFrom(std::string_view plainName) const;

  bool isClosure() const { return unit_ && !facts()->closure.empty(); }
  bool isTask() const { return unit_ && !facts()->promise.empty(); }
  const facts::UnitT *unit() const { return unit_; }

private:
  void addNames(std::vector<std::string_view> &names, unsigned depth) const;
  const facts::UnitT *unit_ = nullptr;
  std::int32_t index_ = -1;
};

/// The last component of a plain name: "sleep_for" of "std::this_thread::sleep_for".
std::string_view lastComponent(std::string_view plainName);

}  // namespace cotidy
