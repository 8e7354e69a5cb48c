// Test stub of cppcoro: the mutex that suspends, and a scope that must be joined.
#pragma once
#include <cppcoro/task.hpp>

namespace cppcoro {

class async_mutex_lock {
public:
  async_mutex_lock(async_mutex_lock &&) noexcept;
  ~async_mutex_lock();
};
class async_mutex_lock_operation : public stub::awaiter<void> {};
class async_mutex_scoped_lock_operation : public stub::awaiter<async_mutex_lock> {};
class async_mutex {
public:
  bool try_lock() noexcept;
  async_mutex_lock_operation lock_async() noexcept;
  async_mutex_scoped_lock_operation scoped_lock_async() noexcept;
  void unlock();
};
class async_scope {
public:
  ~async_scope();
  template <typename T> void spawn(task<T>);
  [[nodiscard]] stub::awaiter<void> join() noexcept;
};

}  // namespace cppcoro
