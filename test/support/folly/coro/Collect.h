// Test stub: all tasks of a list at once, or so many at a time.
#pragma once
#include <folly/coro/Task.h>

#include <cstddef>
#include <vector>

namespace folly::coro {

template <typename T> Task<std::vector<T>> collectAllRange(std::vector<Task<T>>);
template <typename T> Task<std::vector<T>> collectAllWindowed(std::vector<Task<T>>, std::size_t);

}  // namespace folly::coro
