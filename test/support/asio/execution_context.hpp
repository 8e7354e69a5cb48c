// Test stub: what every executor and every execution context of Asio has in common.
#pragma once
#include <concepts>
#include <memory>
#include <system_error>

namespace asio {

using error_code = std::error_code;
using system_error = std::system_error;

class execution_context {
public:
  execution_context();
  execution_context(const execution_context &) = delete;
  execution_context &operator=(const execution_context &) = delete;
  ~execution_context();

protected:
  void shutdown();
  void destroy();
};

namespace detail {

template <class E>
concept executor = requires(const E &e, void (*f)()) { e.execute(f); };

template <class C>
concept context = std::derived_from<C, execution_context> && requires { typename C::executor_type; };

}  // namespace detail

template <class Executor>
class executor_work_guard {
public:
  using executor_type = Executor;
  explicit executor_work_guard(const executor_type &) noexcept;
  executor_work_guard(executor_work_guard &&) noexcept;
  ~executor_work_guard();
  executor_type get_executor() const noexcept;
  void reset() noexcept;
};

template <detail::executor Executor>
[[nodiscard]] executor_work_guard<Executor> make_work_guard(const Executor &);
template <detail::context Context>
[[nodiscard]] executor_work_guard<typename Context::executor_type> make_work_guard(Context &);

}  // namespace asio
