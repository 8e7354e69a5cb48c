// Test stub: a pool of threads; its destructor stops and joins them.
#pragma once
#include <asio/execution_context.hpp>

#include <cstddef>

namespace asio {

class thread_pool : public execution_context {
public:
  template <typename Allocator, unsigned int Bits>
  class basic_executor_type {
  public:
    basic_executor_type(const basic_executor_type &) noexcept;
    basic_executor_type &operator=(const basic_executor_type &) noexcept;
    ~basic_executor_type();
    bool running_in_this_thread() const noexcept;
    thread_pool &context() const noexcept;
    template <typename Function> void execute(Function &&) const;
    friend bool operator==(const basic_executor_type &, const basic_executor_type &) noexcept = default;
  };
  using executor_type = basic_executor_type<std::allocator<void>, 0>;

  thread_pool();
  explicit thread_pool(std::size_t num_threads);
  ~thread_pool();

  executor_type get_executor() noexcept;
  void stop();
  void attach();
  void join();
  void wait();
};

}  // namespace asio
