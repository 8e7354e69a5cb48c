// Test stub of folly: the function object that blocks its thread, and the reference that everybody calls it by.
#pragma once
#include <folly/coro/Task.h>

namespace folly::coro {

struct blocking_wait_fn {
  template <typename T> T operator()(Task<T> &&) const;
  template <typename T> T operator()(SemiFuture<T> &&) const;
};
inline constexpr blocking_wait_fn blocking_wait{};
static constexpr blocking_wait_fn const &blockingWait = blocking_wait;

}  // namespace folly::coro
