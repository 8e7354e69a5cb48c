// KeptObjects.h: other objects that an object keeps, and whose callbacks run as part of its own work.
#pragma once
#include "analysis/Program.h"

namespace cotidy {

/// An element of a list of the function's own object, what a unique_ptr of it owns, or what one of its own methods made.
bool isKeptObject(const Function &function, std::int32_t object);
/// A call that gets one thing that it may act upon: an object by a pointer, and not only to look at.
bool getsToAct(const Function &function, const facts::OpT &call);

}  // namespace cotidy
