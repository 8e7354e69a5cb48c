// ContainerSizes.h: how much data there is behind a value, as far as the program says it: the length of an array, the number
// that a container was made with. And where the data lives: what outlives a call may grow, what was written down does not.
#pragma once
#include "analysis/Calls.h"

namespace cotidy {

/// The container, array or range that a loop runs over; -1 for none.
std::int32_t dataOf(const Function &function, std::int32_t loop);
/// The container behind a value: an iterator of it, its size, a view, another name; the value itself where there is none.
std::int32_t containerBehind(const Function &function, std::int32_t value);
/// How often the loop runs, where a constant, an array or the making of its container says so.
std::optional<std::int64_t> roundsOf(const Calls &calls, const Function &function, std::int32_t loop);
/// The number of elements of an array, or of a container that was made with so many and does not leave the function.
std::optional<std::int64_t> extentOf(const Function &function, std::int32_t value);
/// A container of containers whose elements are worth something to copy and to destroy.
bool holdsDataWithinData(Type type);
/// Allocations for each element of a container whose elements own memory: to be made by a copy, and given back one by one at
/// the end. 0 where they own none.
unsigned ownersInElement(Type type);
/// A container of containers, a record with one, or the owner of either: all of it dies with the value.
bool ownsDataWithinData(Type type);
/// A member or global, or what a getter of one refers to.
bool isLongLived(const Function &function, std::int32_t value);
/// Does it belong to a configuration? What people write down by hand is short.
bool isConfiguration(const Function &function, std::int32_t value);
/// Of a call whose time depends on its data: may that be much? Not where it is an array, a literal, a constant length, or
/// a container that this function fills with a few elements. `small`: so many bytes or elements are none.
bool isWorthAWord(const Calls &calls, const Function &function, const facts::OpT &call, std::int64_t small);

}  // namespace cotidy
