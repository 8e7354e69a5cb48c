// Tables, from [container.requirements] and the notes of the libraries.
#include "analysis/Containers.h"

#include <algorithm>
#include <array>
#include <utility>

namespace cotidy {

namespace {

using Row = std::pair<std::string_view, Container::Kind>;

constexpr std::array<Row, 42> containers{{
    {"std::vector", Container::Contiguous},
    {"std::basic_string", Container::Contiguous},
    {"std::priority_queue", Container::Contiguous},
    {"std::flat_map", Container::Contiguous},
    {"std::flat_set", Container::Contiguous},
    {"boost::container::vector", Container::Contiguous},
    {"boost::container::small_vector", Container::Contiguous},
    {"boost::container::flat_map", Container::Contiguous},
    {"boost::container::flat_set", Container::Contiguous},
    {"absl::InlinedVector", Container::Contiguous},
    {"absl::flat_hash_map", Container::Contiguous},
    {"absl::flat_hash_set", Container::Contiguous},
    {"folly::small_vector", Container::Contiguous},
    {"folly::F14ValueMap", Container::Contiguous},
    {"folly::F14VectorMap", Container::Contiguous},
    {"QVector", Container::Contiguous},
    {"QList", Container::Contiguous},
    {"QHash", Container::Hashed},
    {"QMultiHash", Container::Hashed},
    {"QSet", Container::Hashed},
    {"QMap", Container::Node},
    {"QMultiMap", Container::Node},
    {"QStringList", Container::Contiguous},
    {"std::deque", Container::Deque},
    {"std::queue", Container::Deque},
    {"std::stack", Container::Deque},
    {"std::unordered_map", Container::Hashed},
    {"std::unordered_set", Container::Hashed},
    {"std::unordered_multimap", Container::Hashed},
    {"std::unordered_multiset", Container::Hashed},
    {"boost::unordered::unordered_map", Container::Hashed},
    {"absl::node_hash_map", Container::Hashed},
    {"folly::F14NodeMap", Container::Hashed},
    {"std::map", Container::Node},
    {"std::set", Container::Node},
    {"std::multimap", Container::Node},
    {"std::multiset", Container::Node},
    {"std::list", Container::Node},
    {"std::forward_list", Container::Node},
    {"boost::container::map", Container::Node},
    {"boost::container::list", Container::Node},
    {"absl::btree_map", Container::Contiguous},
}};

template <std::size_t N> bool isOneOf(const std::array<std::string_view, N> &names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Many programs bring containers of their own, and name them after what they stand in for: chunked_vector<Row>,
// dense_hash_map<Key, Row>, FlatSet<Id>.
std::optional<Container> byItsName(Type type) {
  static constexpr std::array<std::string_view, 8> noStores{"static", "fixed",     "bit",    "type",
                                                            "off",    "intrusive", "atomic", "concurrent"};
  if (!type.argument(0) || type.name().starts_with("std::") || !type.is(facts::TypeKind::Record)) return std::nullopt;
  std::string name;
  for (char letter : type.name()) name += static_cast<char>(letter | 0x20);
  const auto speaksOf = [&](std::string_view word) { return name.find(word) != std::string::npos; };
  if (std::any_of(noStores.begin(), noStores.end(), speaksOf)) return std::nullopt;
  const std::string_view last = lastComponent(name);
  const bool inPieces = speaksOf("chunk") || speaksOf("fragment") || speaksOf("segment") || speaksOf("stable");
  if (last.ends_with("vector")) return Container{inPieces ? Container::Deque : Container::Contiguous};
  if (last.ends_with("deque") || last.ends_with("fifo")) return Container{Container::Deque};
  if (last.ends_with("map") || last.ends_with("set"))
    return Container{speaksOf("hash") || speaksOf("unordered") ? Container::Hashed : Container::Node};
  return last.ends_with("list") ? std::optional(Container{Container::Node}) : std::nullopt;
}

}  // namespace

std::optional<Container> containerOf(Type type) {
  type = type.object();
  for (std::string_view name : type.namesWithBases()) {
    auto row = std::find_if(containers.begin(), containers.end(), [&](const Row &r) { return r.first == name; });
    if (row != containers.end()) return Container{row->second};
  }
  return byItsName(type);
}

bool isKeyed(Type type) {
  const std::string_view name = type.name();
  return containerOf(type) &&
         (name.find("map") != std::string_view::npos || name.find("set") != std::string_view::npos);
}

Change changeBy(std::string_view method) {
  static constexpr std::array<std::string_view, 17> grows{
      "push_back",  "emplace_back",     "push_front",   "emplace_front", "push",    "emplace",
      "insert",     "insert_or_assign", "try_emplace",  "resize",        "reserve", "append",
      "operator+=", "shrink_to_fit",    "emplace_hint", "insert_after",  "rehash"};
  static constexpr std::array<std::string_view, 10> removes{
      "erase", "clear", "extract", "pop_back", "pop_front", "remove_if", "pop", "erase_after", "remove", "unique"};
  static constexpr std::array<std::string_view, 3> replaces{"operator=", "assign", "swap"};
  if (isOneOf(grows, method)) return Change::Grows;
  if (isOneOf(removes, method)) return Change::Removes;
  return isOneOf(replaces, method) ? Change::Replaces : Change::None;
}

bool refersInto(std::string_view method) {
  static constexpr std::array<std::string_view, 18> names{
      "operator[]", "at",           "front",       "back",         "top",         "data",
      "begin",      "cbegin",       "find",        "lower_bound",  "upper_bound", "rbegin",
      "insert",     "emplace_back", "try_emplace", "emplace_hint", "emplace",     "insert_or_assign"};
  return isOneOf(names, method);
}

bool looksUp(std::string_view method) {
  static constexpr std::array<std::string_view, 4> names{"find", "contains", "count", "lower_bound"};
  return isOneOf(names, method);
}

bool invalidates(const Container &container, Change change, bool iterator) {
  if (change == Change::None) return false;
  if (change != Change::Grows || container.kind == Container::Contiguous) return true;
  return iterator && (container.kind == Container::Deque || container.kind == Container::Hashed);
}

}  // namespace cotidy
