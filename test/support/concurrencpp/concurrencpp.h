// Test stub of concurrencpp: eager and lazy results, neither marked nodiscard, and executors that a runtime hands out.
#pragma once
#include <stub/coroutine.h>

#include <chrono>
#include <functional>
#include <memory>
#include <type_traits>

namespace concurrencpp {

enum class result_status { idle, value, exception };

template <class type>
class result {
public:
  using promise_type = stub::promise<result, type, std::suspend_never>;
  result(result &&) noexcept;
  ~result();
  result_status status() const;
  explicit operator bool() const noexcept;
  void wait();
  template <class duration_unit, class ratio> result_status wait_for(std::chrono::duration<duration_unit, ratio>);
  type get();
  stub::awaiter<type> operator co_await();
};

template <class type>
class lazy_result {
public:
  using promise_type = stub::promise<lazy_result, type, std::suspend_always>;
  lazy_result(lazy_result &&) noexcept;
  ~lazy_result() noexcept;
  stub::awaiter<type> operator co_await();
  result<type> run();
};

struct null_result {
  using promise_type = stub::promise<null_result, void, std::suspend_never>;
};

class executor {
public:
  virtual ~executor() noexcept;
  template <class callable_type> void post(callable_type &&) { __builtin_trap(); }
  template <class callable_type> result<std::invoke_result_t<callable_type>> submit(callable_type &&) { __builtin_trap(); }
};

template <class concrete_executor_type>
class derivable_executor : public executor {
public:
  template <class callable_type> void post(callable_type &&) { __builtin_trap(); }
  template <class callable_type> result<std::invoke_result_t<callable_type>> submit(callable_type &&) { __builtin_trap(); }
};

class thread_pool_executor final : public derivable_executor<thread_pool_executor> {};
class thread_executor final : public derivable_executor<thread_executor> {};
class worker_thread_executor final : public derivable_executor<worker_thread_executor> {};
class manual_executor final : public derivable_executor<manual_executor> {
public:
  std::size_t loop(std::size_t max_count);
  void wait_for_task();
};

class timer_queue {
public:
  lazy_result<void> make_delay_object(std::chrono::milliseconds, std::shared_ptr<executor>);
};

class runtime {
public:
  runtime();
  ~runtime() noexcept;
  std::shared_ptr<concurrencpp::thread_pool_executor> thread_pool_executor() const noexcept;
  std::shared_ptr<concurrencpp::thread_pool_executor> background_executor() const noexcept;
  std::shared_ptr<concurrencpp::thread_executor> thread_executor() const noexcept;
  std::shared_ptr<concurrencpp::worker_thread_executor> make_worker_thread_executor();
  std::shared_ptr<concurrencpp::timer_queue> timer_queue() const noexcept;
};

namespace details {
template <class executor_type> struct resume_on_awaitable : stub::awaiter<void> {};
}  // namespace details
template <class executor_type> details::resume_on_awaitable<executor_type> resume_on(std::shared_ptr<executor_type>);

class scoped_async_lock {
public:
  scoped_async_lock(scoped_async_lock &&) noexcept;
  ~scoped_async_lock() noexcept;
};
class async_lock {
public:
  lazy_result<scoped_async_lock> lock(std::shared_ptr<executor>);
};

}  // namespace concurrencpp
