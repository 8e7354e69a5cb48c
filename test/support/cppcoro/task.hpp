// Test stub of cppcoro: lazy tasks.
#pragma once
#include <stub/coroutine.h>

namespace cppcoro {

template <typename T = void>
class [[nodiscard]] task {
public:
  using promise_type = stub::promise<task, T, std::suspend_always>;
  task(task &&) noexcept;
  ~task();
  auto operator co_await() const & noexcept -> stub::awaiter<T>;
  auto operator co_await() const && noexcept -> stub::awaiter<T>;
  bool is_ready() const noexcept;
  auto when_ready() const noexcept { return stub::awaiter<void>(); }
};

template <typename T = void>
class [[nodiscard]] shared_task {
public:
  using promise_type = stub::promise<shared_task, T, std::suspend_always>;
  shared_task(const shared_task &) noexcept;
  ~shared_task();
  auto operator co_await() const noexcept -> stub::awaiter<T>;
};

template <typename T> auto sync_wait(task<T> &&) -> T;

}  // namespace cppcoro
