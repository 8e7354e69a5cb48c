// Test stub of cppcoro: a pool, an I/O loop, and what moves a task to them.
#pragma once
#include <cppcoro/task.hpp>

#include <chrono>
#include <cstdint>

namespace cppcoro {

class static_thread_pool {
public:
  explicit static_thread_pool(std::uint32_t threadCount);
  ~static_thread_pool();
  [[nodiscard]] stub::awaiter<void> schedule() noexcept;
};

class io_service {
public:
  io_service();
  ~io_service();
  [[nodiscard]] stub::awaiter<void> schedule() noexcept;
  template <typename Rep, typename Period>
  [[nodiscard]] stub::awaiter<void> schedule_after(const std::chrono::duration<Rep, Period> &) noexcept;
  std::uint64_t process_events();
  void stop() noexcept;
};

template <typename SCHEDULER, typename T> task<T> schedule_on(SCHEDULER &, task<T>);
template <typename SCHEDULER, typename T> task<T> resume_on(SCHEDULER &, task<T>);

}  // namespace cppcoro
