// Test stub of TooManyCooks: lazy tasks that run on the executor they were started on.
#pragma once
#include <stub/coroutine.h>

#include <future>
#include <type_traits>

namespace tmc {

template <typename Result>
class [[nodiscard("You must submit or co_await task for execution.")]] task {
public:
  using promise_type = stub::promise<task, Result, std::suspend_always>;
  task(task &&) noexcept;
  ~task();
  stub::awaiter<Result> operator co_await() && noexcept;
};

class ex_cpu {
public:
  ex_cpu();
  ~ex_cpu();
  void init();
  template <typename F> void post(F &&) { __builtin_trap(); }
};
class ex_braid {};
class ex_asio {};
ex_cpu &cpu_executor();
ex_asio &asio_executor();

template <typename E, typename Result> std::future<Result> post_waitable(E &, task<Result> &&);
template <typename E, typename F> void post(E &, F &&) { __builtin_trap(); }
template <typename F> stub::awaiter<std::invoke_result_t<F>> spawn_func(F &&) { __builtin_trap(); }
template <typename E> stub::awaiter<void> resume_on(E &) noexcept;
stub::awaiter<void> yield() noexcept;
int async_main(task<int> &&);

class mutex_scope {
public:
  mutex_scope(mutex_scope &&) noexcept;
  ~mutex_scope();
};
class aw_mutex_lock_scope : public stub::awaiter<mutex_scope> {};
class mutex {
public:
  aw_mutex_lock_scope lock_scope() noexcept;
};

}  // namespace tmc
