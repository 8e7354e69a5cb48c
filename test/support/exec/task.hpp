// Test stub of exec, the namespace alias behind stdexec: tasks, a pool, a scope.
#pragma once
#include <stdexec/execution.hpp>

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
  template <class S> void operator()(S &&) const;
};
inline constexpr start_detached_t start_detached{};

namespace _pool_ {
class static_thread_pool {
public:
  class scheduler {};
  explicit static_thread_pool(std::uint32_t threadCount);
  ~static_thread_pool();
  scheduler get_scheduler() noexcept;
};
}  // namespace _pool_
using _pool_::static_thread_pool;

struct reschedule_coroutine_on_t {
  template <class Scheduler> stub::awaiter<void> operator()(Scheduler &&) const noexcept;
};
inline constexpr reschedule_coroutine_on_t reschedule_coroutine_on{};

}  // namespace experimental::execution

namespace exec = experimental::execution;
