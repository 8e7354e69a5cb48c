// Test stub of Boost.Cobalt: coroutine types of one thread, over the real Boost.Asio.
#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <stub/coroutine.h>

namespace boost::cobalt {

using executor = boost::asio::any_io_executor;

struct use_op_t {
  constexpr use_op_t() {}
};
constexpr use_op_t use_op{};

namespace this_coro {
struct executor_t {
  stub::awaiter<cobalt::executor> operator co_await() const;
};
constexpr executor_t executor{};
}  // namespace this_coro

template <typename T = void>
struct [[nodiscard]] task {
  using promise_type = stub::promise<task, T, std::suspend_always>;
  task(task &&) noexcept;
  ~task();
  stub::awaiter<T> operator co_await();
};

template <typename T = void>
struct [[nodiscard]] promise {
  using promise_type = stub::promise<promise, T, std::suspend_never>;
  promise(promise &&) noexcept;
  ~promise();
  stub::awaiter<T> operator co_await();
  void detach();
};

struct detached {
  using promise_type = stub::promise<detached, void, std::suspend_never>;
};
struct main {
  using promise_type = stub::promise<main, int, std::suspend_never>;
};
struct thread {
  using promise_type = stub::promise<thread, void, std::suspend_never>;
  thread(thread &&) noexcept;
  ~thread();
  void join();
};

template <typename T> T run(task<T>);
template <typename T> stub::awaiter<T> spawn(executor, task<T> &&, use_op_t);
template <typename... P> stub::awaiter<int> gather(P &&...);

}  // namespace boost::cobalt

template <typename R, typename... Args>
class boost::asio::async_result<boost::cobalt::use_op_t, R(Args...)> {
public:
  using return_type = stub::awaiter<void>;
  template <typename Initiation, typename... Rest> static return_type initiate(Initiation &&, boost::cobalt::use_op_t, Rest &&...);
};
