// Test stub of folly: the mutex that suspends.
#pragma once
#include <stub/coroutine.h>

#include <mutex>

namespace folly::coro {

class Mutex {
public:
  bool try_lock() noexcept;
  void unlock() noexcept;
  template <typename Awaiter> class LockOperation : public Awaiter {};
  [[nodiscard]] LockOperation<stub::awaiter<std::unique_lock<Mutex>>> co_scoped_lock() noexcept;
  [[nodiscard]] LockOperation<stub::awaiter<void>> co_lock() noexcept;
};

}  // namespace folly::coro
