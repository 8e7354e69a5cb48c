// Test stub: signals as events of the loop.
#pragma once
#include <asio/any_io_executor.hpp>
#include <asio/completion_tokens.hpp>

namespace asio {

template <typename Executor = any_io_executor>
class basic_signal_set {
public:
  using executor_type = Executor;
  template <detail::context Context> basic_signal_set(Context &, int);
  basic_signal_set(const executor_type &, int);
  ~basic_signal_set();
  void add(int);
  void cancel();
  template <typename SignalToken>
  detail::async_return<SignalToken, void(error_code, int)> async_wait(SignalToken &&) { __builtin_trap(); }
};

using signal_set = basic_signal_set<>;

}  // namespace asio
