// WholeCopies.h: operations that copy all of a container, or a record with one: loops that nobody wrote.
#pragma once
#include "analysis/Program.h"

namespace cotidy {

/// What the operation copies from: by a copy constructor, or by the function that makes a smart pointer. -1 for none.
std::int32_t copiedBy(const Function &function, const facts::OpT &op);
/// Is it a container by itself on the heap, with elements that cost something to copy? Who puts one there wants to hand it on
/// as it is.
bool isStoreBehindPointer(const Function &function, std::int32_t value);

}  // namespace cotidy
