// Test stub of folly: the mutex that suspends.
#pragma once
#include <stub/coroutine.h>

#include <mutex>

namespace folly::coro {

class Mutex {
public:
  bool try_lock() noexcept;
  void unlock() noexcept;
  [[nodiscard]] stub::awaiter<std::unique_lock<Mutex>> co_scoped_lock() noexcept;
  [[nodiscard]] stub::awaiter<void> co_lock() noexcept;
};

}  // namespace folly::coro
