// Test stub of folly: a scope that must be joined.
#pragma once
#include <folly/coro/Task.h>

namespace folly::coro {

class AsyncScope {
public:
  AsyncScope() noexcept;
  ~AsyncScope();
  template <typename T> void add(TaskWithExecutor<T> &&);
  [[nodiscard]] Task<void> joinAsync() noexcept;
};

}  // namespace folly::coro
