// Test stub of Boost.Cobalt: coroutine types of one thread, over the real Boost.Asio.
#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <stub/coroutine.h>

#include <cstddef>
#include <exception>

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
  void operator+() &&;
  void cancel();
  bool ready() const;
  T get();
};

template <typename... Args>
struct op {
  virtual void initiate(int handler) = 0;
  virtual ~op() = default;
  stub::awaiter<void> operator co_await();
};

template <typename T>
struct channel {
  struct read_op : stub::awaiter<T> {};
  struct write_op : stub::awaiter<void> {};
  explicit channel(std::size_t limit = 0);
  read_op read();
  write_op write(const T &value);
};

template <typename T> struct as_result_t : stub::awaiter<bool> {};
template <typename T> as_result_t<T &&> as_result(T &&);
template <typename T = void> struct noop : stub::awaiter<T> {};

namespace detail {
template <typename... P> struct gather_variadic_impl : stub::awaiter<int> {};
struct gather_wrapper : stub::awaiter<void> {};
struct race_wrapper : stub::awaiter<std::size_t> {};
template <typename T> struct [[nodiscard]] with_impl : stub::awaiter<T> {};
}  // namespace detail

struct wait_group {
  void push_back(promise<void>);
  void cancel();
  detail::race_wrapper wait_one();
  detail::gather_wrapper wait();
};
template <typename Arg, typename Func, typename Teardown> detail::with_impl<void> with(Arg, Func, Teardown) { __builtin_trap(); }

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
  void detach();
  bool joinable() const;
  stub::awaiter<void> operator co_await();
};

template <typename T> T run(task<T>);
template <typename T> stub::awaiter<T> spawn(executor, task<T> &&, use_op_t);
template <typename... P> detail::gather_variadic_impl<P...> gather(P &&...);

}  // namespace boost::cobalt

template <typename R, typename... Args>
class boost::asio::async_result<boost::cobalt::use_op_t, R(Args...)> {
public:
  using return_type = stub::awaiter<void>;
  template <typename Initiation, typename... Rest> static return_type initiate(Initiation &&, boost::cobalt::use_op_t, Rest &&...);
};
