// Containers.h: the containers of the standard library, and some that behave alike: which calls refer into them, which
// change them, and what a change leaves valid.
#pragma once
#include "analysis/Types.h"

#include <optional>

namespace cotidy {

struct Container {
  /// Contiguous: any growth moves the elements. Deque: growth at the ends moves iterators only. Hashed: growth moves
  /// iterators only. Node: growth moves nothing.
  enum Kind : std::uint8_t { Contiguous, Deque, Hashed, Node } kind = Contiguous;
};

/// None where the type is no container that is known.
std::optional<Container> containerOf(Type type);

/// A map or a set: each key has its element.
bool isKeyed(Type type);

/// What a method of a container does.
enum class Change : std::uint8_t { None, Grows, Removes, Replaces };
Change changeBy(std::string_view method);
/// Does the method give an iterator, or a reference to an element?
bool refersInto(std::string_view method);
bool looksUp(std::string_view method);

/// Does the change leave an iterator, or else a reference to an element, without its element?
bool invalidates(const Container &container, Change change, bool iterator);

}  // namespace cotidy
