// Answers about types, all read from the unit's table.
#include "analysis/Types.h"

#include <algorithm>

namespace cotidy {

using facts::TypeKind;

Type Type::value() const {
  Type t = *this;
  while (t.isReference()) t = t.target();
  return t;
}

Type Type::object() const {
  Type t = *this;
  while (t.isReference() || t.is(TypeKind::Pointer)) t = t.target();
  return t;
}

Type Type::argument(std::size_t i) const {
  return unit_ && i < facts()->args.size() ? Type(unit_, facts()->args[i]) : Type();
}

std::vector<Type> Type::arguments() const {
  std::vector<Type> all;
  if (unit_)
    for (std::int32_t i : facts()->args) all.emplace_back(unit_, i);
  return all;
}

void Type::addNames(std::vector<std::string_view> &names, unsigned depth) const {
  constexpr unsigned deepest = 12;
  if (!unit_ || depth > deepest) return;
  if (!name().empty() && std::find(names.begin(), names.end(), name()) == names.end()) names.push_back(name());
  for (std::int32_t base : facts()->bases) Type(unit_, base).addNames(names, depth + 1);
}

std::vector<std::string_view> Type::namesWithBases() const {
  std::vector<std::string_view> names;
  addNames(names, 0);
  return names;
}

bool Type::isOrDerivesFrom(std::string_view plainName) const {
  auto names = namesWithBases();
  return std::find(names.begin(), names.end(), plainName) != names.end();
}

std::string_view lastComponent(std::string_view plainName) {
  std::size_t at = plainName.rfind("::");
  return at == std::string_view::npos ? plainName : plainName.substr(at + 2);
}

}  // namespace cotidy
