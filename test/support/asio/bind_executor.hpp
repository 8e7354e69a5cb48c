// Test stub: a handler or token together with the executor it runs on.
#pragma once
#include <asio/completion_tokens.hpp>
#include <asio/execution_context.hpp>

namespace asio {

template <typename T, typename Executor>
class executor_binder {
public:
  using target_type = T;
  using executor_type = Executor;
  template <typename U> executor_binder(int, const executor_type &, U &&);
  executor_binder(const executor_binder &);
  executor_binder(executor_binder &&);
  ~executor_binder();
  target_type &get() noexcept;
  executor_type get_executor() const noexcept;
  template <typename... Args> auto operator()(Args &&...) -> std::invoke_result_t<T &, Args...>;
};

template <detail::executor Executor, typename T>
[[nodiscard]] executor_binder<std::decay_t<T>, Executor> bind_executor(const Executor &, T &&) { __builtin_trap(); }
template <detail::context Context, typename T>
[[nodiscard]] executor_binder<std::decay_t<T>, typename Context::executor_type>
bind_executor(Context &, T &&) { __builtin_trap(); }

template <typename T, typename Executor, typename Signature>
class async_result<executor_binder<T, Executor>, Signature> : public async_result<T, Signature> {};

}  // namespace asio
