// Test stub of cppcoro: a scope that must be joined.
#pragma once
#include <cppcoro/task.hpp>

namespace cppcoro {

class async_scope {
public:
  async_scope() noexcept;
  ~async_scope();
  template <typename Awaitable> void spawn(Awaitable &&) { __builtin_trap(); }
  [[nodiscard]] stub::awaiter<void> join() noexcept;
};

}  // namespace cppcoro
