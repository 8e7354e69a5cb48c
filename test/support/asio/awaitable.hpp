// Test stub: the coroutine type, its promise and what a coroutine may ask about itself.
#pragma once
#include <asio/any_io_executor.hpp>

#include <coroutine>
#include <exception>

namespace asio {

namespace detail {
template <typename T, typename Executor> class awaitable_frame;
}

template <typename T, typename Executor = any_io_executor>
class [[nodiscard]] awaitable {
public:
  using value_type = T;
  using executor_type = Executor;
  constexpr awaitable() noexcept {}
  awaitable(awaitable &&) noexcept;
  awaitable &operator=(awaitable &&) noexcept;
  ~awaitable();
  bool valid() const noexcept;
  bool await_ready() const noexcept { return false; }
  template <class U> void await_suspend(std::coroutine_handle<detail::awaitable_frame<U, Executor>>);
  T await_resume();

private:
  awaitable(const awaitable &) = delete;
  awaitable &operator=(const awaitable &) = delete;
};

namespace this_coro {
struct executor_t {
  constexpr executor_t() {}
};
constexpr executor_t executor;
}  // namespace this_coro

namespace detail {

template <typename Executor>
class awaitable_frame_base {
  struct final_awaiter {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) noexcept;
    void await_resume() const noexcept;
  };
  struct executor_awaiter {
    bool await_ready() const noexcept { return true; }
    void await_suspend(std::coroutine_handle<>) noexcept;
    Executor await_resume() const noexcept;
  };

public:
  std::suspend_always initial_suspend() noexcept;
  final_awaiter final_suspend() noexcept;
  void unhandled_exception();
  template <typename T> awaitable<T, Executor> await_transform(awaitable<T, Executor>) const;
  executor_awaiter await_transform(this_coro::executor_t) noexcept;
};

template <typename T, typename Executor>
class awaitable_frame : public awaitable_frame_base<Executor> {
public:
  awaitable<T, Executor> get_return_object() noexcept;
  template <typename U> void return_value(U &&);
};

template <typename Executor>
class awaitable_frame<void, Executor> : public awaitable_frame_base<Executor> {
public:
  awaitable<void, Executor> get_return_object();
  void return_void();
};

}  // namespace detail
}  // namespace asio

namespace std {
template <typename T, typename Executor, typename... Args>
struct coroutine_traits<asio::awaitable<T, Executor>, Args...> {
  using promise_type = asio::detail::awaitable_frame<T, Executor>;
};
}  // namespace std
