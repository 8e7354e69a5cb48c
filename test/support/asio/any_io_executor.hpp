// Test stub: the executor that hides which one it is.
#pragma once
#include <asio/execution_context.hpp>

#include <cstddef>

namespace asio {

class any_io_executor {
public:
  any_io_executor() noexcept;
  any_io_executor(std::nullptr_t) noexcept;
  any_io_executor(const any_io_executor &) noexcept;
  any_io_executor(any_io_executor &&) noexcept;
  template <typename Executor>
    requires(!std::same_as<std::remove_cvref_t<Executor>, any_io_executor> && detail::executor<Executor>)
  any_io_executor(Executor);
  any_io_executor &operator=(const any_io_executor &) noexcept;
  any_io_executor &operator=(any_io_executor &&) noexcept;
  ~any_io_executor();

  execution_context &context() const noexcept;
  explicit operator bool() const noexcept;
  template <typename Function> void execute(Function &&) const;
  friend bool operator==(const any_io_executor &, const any_io_executor &) noexcept;
};

}  // namespace asio
