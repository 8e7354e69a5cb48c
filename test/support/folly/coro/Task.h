// Test stub of folly: lazy coroutines, sticky to their executor. Futures may be awaited in them.
#pragma once
#include <folly/CancellationToken.h>
#include <folly/Executor.h>
#include <folly/futures/Future.h>
#include <stub/coroutine.h>

#include <chrono>

namespace folly {

template <class T> stub::awaiter<T> operator co_await(Future<T> &&);
template <class T> stub::awaiter<T> operator co_await(SemiFuture<T> &&);

namespace coro {

template <typename T>
class [[nodiscard]] TaskWithExecutor {
public:
  TaskWithExecutor(TaskWithExecutor &&) noexcept;
  ~TaskWithExecutor();
  SemiFuture<typename futures::detail::lift<T>::type> start() &&;
  stub::awaiter<T> operator co_await() &&;
};

template <typename T = void>
class [[nodiscard]] Task {
public:
  using promise_type = stub::promise<Task, T, std::suspend_always>;
  Task(Task &&) noexcept;
  Task &operator=(Task &&) noexcept;
  ~Task();
  SemiFuture<typename futures::detail::lift<T>::type> semi() &&;
  TaskWithExecutor<T> scheduleOn(Executor::KeepAlive<>) &&;
  stub::awaiter<T> operator co_await() &&;
};

template <typename T = void>
class [[nodiscard]] now_task {
public:
  using promise_type = stub::promise<now_task, T, std::suspend_always>;
  now_task(now_task &&) noexcept;
  ~now_task();
  stub::awaiter<T> operator co_await() &&;
};

struct co_withExecutor_fn {
  template <typename T> TaskWithExecutor<T> operator()(Executor::KeepAlive<>, Task<T>) const;
};
namespace folly_cpo__ {  // where the library's macro puts its function objects
inline constexpr co_withExecutor_fn co_withExecutor{};
}
using namespace folly_cpo__;

struct co_invoke_fn {
  template <typename F, typename... A> std::invoke_result_t<F, A...> operator()(F, A...) const { __builtin_trap(); }
};
namespace folly_cpo__ {
inline constexpr co_invoke_fn co_invoke{};
}

namespace detail {
class co_reschedule_on_current_executor_ {
public:
  stub::awaiter<void> operator co_await() const;
};
}  // namespace detail
inline constexpr detail::co_reschedule_on_current_executor_ co_reschedule_on_current_executor{};

Task<void> sleep(std::chrono::microseconds);

}  // namespace coro
}  // namespace folly
