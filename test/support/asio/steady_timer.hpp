// Test stub: timers.
#pragma once
#include <asio/any_io_executor.hpp>
#include <asio/completion_tokens.hpp>

#include <chrono>

namespace asio {

template <typename Clock>
struct wait_traits {};

template <typename Clock, typename WaitTraits = wait_traits<Clock>, typename Executor = any_io_executor>
class basic_waitable_timer {
public:
  using executor_type = Executor;
  using clock_type = Clock;
  using duration = typename Clock::duration;
  using time_point = typename Clock::time_point;

  explicit basic_waitable_timer(const executor_type &);
  template <detail::context Context> explicit basic_waitable_timer(Context &);
  basic_waitable_timer(const executor_type &, const time_point &);
  template <detail::context Context> basic_waitable_timer(Context &, const time_point &);
  basic_waitable_timer(const executor_type &, const duration &);
  template <detail::context Context> basic_waitable_timer(Context &, const duration &);
  basic_waitable_timer(basic_waitable_timer &&);
  basic_waitable_timer &operator=(basic_waitable_timer &&);
  ~basic_waitable_timer();

  executor_type get_executor() noexcept;
  std::size_t cancel();
  time_point expiry() const;
  std::size_t expires_at(const time_point &);
  std::size_t expires_after(const duration &);
  void wait();
  void wait(error_code &);
  template <typename WaitToken>
  detail::async_return<WaitToken, void(error_code)> async_wait(WaitToken &&) { __builtin_trap(); }
};

using steady_timer = basic_waitable_timer<std::chrono::steady_clock>;
using system_timer = basic_waitable_timer<std::chrono::system_clock>;

}  // namespace asio
