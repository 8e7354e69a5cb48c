// Test stub of exec, the namespace alias behind stdexec: tasks, a pool, a scope.
#pragma once
#include <stdexec/execution.hpp>

#include <chrono>
#include <cstdint>

namespace experimental::execution {

namespace __task {
template <class T, class Context>
class [[nodiscard]] basic_task {
public:
  using promise_type = stub::promise<basic_task, T, std::suspend_always>;
  basic_task(basic_task &&) noexcept;
  ~basic_task();
  stub::awaiter<T> operator co_await() &&;
};
struct default_task_context {};
}  // namespace __task
using __task::basic_task;
template <class T> using task = basic_task<T, __task::default_task_context>;

struct start_detached_t {
  template <class S> void operator()(S &&) const { __builtin_trap(); }
};
inline constexpr start_detached_t start_detached{};

namespace _pool_ {
class _static_thread_pool {
public:
  struct scheduler {};
  explicit _static_thread_pool(std::uint32_t threadCount);
  ~_static_thread_pool();
  scheduler get_scheduler() noexcept;
};
}  // namespace _pool_
struct static_thread_pool : private _pool_::_static_thread_pool {
  explicit static_thread_pool(std::uint32_t threadCount);
  using _static_thread_pool::get_scheduler;
  using scheduler = _pool_::_static_thread_pool::scheduler;
};

namespace __scope {
template <class Sender, class Env> struct __future : stub::awaiter<int> {};
template <class Constrained> struct __when_empty_sender : stub::awaiter<void> {};
struct async_scope {
  ~async_scope();
  template <class S> void spawn(S &&) { __builtin_trap(); }
  template <class S> [[nodiscard]] __future<S, void> spawn_future(S &&) { __builtin_trap(); }
  [[nodiscard]] __when_empty_sender<int> on_empty() const;
};
}  // namespace __scope
using __scope::async_scope;

struct schedule_after_t {
  template <class Scheduler> stub::awaiter<void> operator()(Scheduler &&, std::chrono::nanoseconds) const;
};
inline constexpr schedule_after_t schedule_after{};

struct reschedule_coroutine_on_t {
  template <class Scheduler> stub::awaiter<void> operator()(Scheduler &&) const noexcept;
};
inline constexpr reschedule_coroutine_on_t reschedule_coroutine_on{};

}  // namespace experimental::execution

namespace exec = experimental::execution;
