// Test stub: handlers of one strand never run at the same time; they run where its inner executor runs.
#pragma once
#include <asio/execution_context.hpp>

namespace asio {

template <typename Executor>
class strand {
public:
  using inner_executor_type = Executor;
  strand();
  explicit strand(const Executor &);
  strand(const strand &) noexcept;
  strand &operator=(const strand &) noexcept;
  ~strand();
  inner_executor_type get_inner_executor() const noexcept;
  bool running_in_this_thread() const noexcept;
  execution_context &context() const noexcept;
  template <typename Function> void execute(Function &&) const;
  friend bool operator==(const strand &, const strand &) noexcept;
};

template <detail::executor Executor>
strand<Executor> make_strand(const Executor &);
template <detail::context Context>
strand<typename Context::executor_type> make_strand(Context &);

}  // namespace asio
