// Test stub: the event loop.
#pragma once
#include <asio/execution_context.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace asio {

class io_context : public execution_context {
public:
  template <typename Allocator, std::uintptr_t Bits>
  class basic_executor_type {
  public:
    basic_executor_type(const basic_executor_type &) noexcept;
    basic_executor_type &operator=(const basic_executor_type &) noexcept;
    ~basic_executor_type() noexcept;
    bool running_in_this_thread() const noexcept;
    io_context &context() const noexcept;
    template <typename Function> void execute(Function &&) const;
    friend bool operator==(const basic_executor_type &, const basic_executor_type &) noexcept = default;
  };
  using executor_type = basic_executor_type<std::allocator<void>, 0>;
  using count_type = std::size_t;

  io_context();
  explicit io_context(int concurrency_hint);
  ~io_context();

  executor_type get_executor() noexcept;
  count_type run();
  template <typename Rep, typename Period> std::size_t run_for(const std::chrono::duration<Rep, Period> &);
  count_type run_one();
  count_type poll();
  count_type poll_one();
  void stop();
  bool stopped() const;
  void restart();
};

}  // namespace asio
