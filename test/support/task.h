// Test stub of home-made coroutine types: no model knows them, only their promise tells what they are.
#pragma once
#include <chrono>
#include <coroutine>
#include <exception>
#include <iterator>
#include <memory>

namespace home {

namespace detail {

struct hand_back {
  bool await_ready() const noexcept { return false; }
  template <class P> std::coroutine_handle<> await_suspend(std::coroutine_handle<P>) const noexcept;
  void await_resume() const noexcept;
};

template <class T>
struct result {
  template <class U> void return_value(U &&);
  void unhandled_exception();
};
template <>
struct result<void> {
  void return_void();
  void unhandled_exception();
};

}  // namespace detail

/// Lazy: the body starts when the task is awaited.
template <class T = void>
class [[nodiscard]] task {
public:
  struct promise_type : detail::result<T> {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    detail::hand_back final_suspend() noexcept;
  };
  task(task &&) noexcept;
  task &operator=(task &&) noexcept;
  ~task();
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();
};

/// Eager: the body runs to its first suspension at the call; may be awaited.
template <class T = void>
class [[nodiscard]] job {
public:
  struct promise_type : detail::result<T> {
    job get_return_object();
    std::suspend_never initial_suspend() noexcept;
    detail::hand_back final_suspend() noexcept;
  };
  job(job &&) noexcept;
  job &operator=(job &&) noexcept;
  ~job();
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();
};

/// Fire and forget: eager, nobody can wait for it.
struct flow {
  struct promise_type {
    flow get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};

/// Synchronous: its caller drives it, `co_await` is not allowed inside.
template <class T>
class [[nodiscard]] generator {
public:
  struct promise_type {
    generator get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(const T &) noexcept;
    void await_transform() = delete;
    void return_void();
    void unhandled_exception();
  };
  struct iterator {
    iterator &operator++();
    const T &operator*() const;
    bool operator==(std::default_sentinel_t) const;
  };
  generator(generator &&) noexcept;
  ~generator();
  iterator begin();
  std::default_sentinel_t end() const;
};

/// An awaitable of the loop: `co_await home::after(5ms)` suspends.
struct pause {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>);
  void await_resume() const noexcept;
};
pause after(std::chrono::milliseconds);

}  // namespace home
