// Origins.h: where a value was before it was used: in a field or global, in an element of one, or with the caller.
#pragma once
#include "analysis/Calls.h"

namespace cotidy {

struct Origin {
  enum Kind : std::uint8_t { Unknown, Field, Global, Parameter } kind = Unknown;
  std::int32_t value = -1;       // the member, global or parameter
  std::int32_t base = -1;        // of a field: the object that it belongs to
  bool element = false;          // an element of a container there
  bool unique = false, shared = false;  // reached through a unique_ptr, or a shared_ptr

  bool stored() const { return kind == Field || kind == Global; }
};

/// Through locals, references, moves, iterators, smart pointers, structured bindings and accessors of the library.
Origin originOf(const Function &function, std::int32_t value);
/// Is the field one of the function's own object, not of another one behind a pointer?
bool isOwnField(const Function &function, const Origin &origin);

}  // namespace cotidy
