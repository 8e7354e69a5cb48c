// Handlers.h: what a function does with the exceptions that it catches, and what it does afterwards.
#pragma once
#include "analysis/Program.h"

#include <set>

namespace cotidy {

/// The operations that are written in the handler's braces.
std::vector<const facts::OpT *> operationsOf(const Function &function, const facts::HandlerT &handler);
/// The handlers of one try, in the order in which they are asked.
std::vector<const facts::HandlerT *> handlersOf(const Function &function, std::int32_t dispatch);
/// Would the handler catch an error of this type? An unknown type is assumed to be caught.
bool catches(const Function &function, const facts::HandlerT &handler, Type error);
/// Does the operation stand inside this try, directly or in an inner one?
bool inTry(const Function &function, const facts::OpT &op, std::int32_t dispatch);

/// The blocks that control can go through from `block` back to it: empty where it never comes back. Exceptions count.
std::set<std::int32_t> wayBack(const Function &function, std::int32_t block);

}  // namespace cotidy
