// Test stub of cppcoro: the mutex that suspends, and a scope that must be joined.
#pragma once
#include <cppcoro/task.hpp>

namespace cppcoro {

class async_mutex_lock {
public:
  async_mutex_lock(async_mutex_lock &&) noexcept;
  ~async_mutex_lock();
};
class async_mutex {
public:
  bool try_lock() noexcept;
  stub::awaiter<void> lock_async() noexcept;
  stub::awaiter<async_mutex_lock> scoped_lock_async() noexcept;
  void unlock();
};
class async_scope {
public:
  ~async_scope();
  template <typename T> void spawn(task<T>);
  [[nodiscard]] stub::awaiter<void> join() noexcept;
};

}  // namespace cppcoro
