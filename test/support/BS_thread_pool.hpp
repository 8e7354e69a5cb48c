// Test stub of BS::thread_pool, version 5: a pool with optional features, and a vector of futures.
#pragma once
#include <cstddef>
#include <cstdint>
#include <future>
#include <type_traits>
#include <vector>

namespace BS {

using opt_t = std::uint8_t;
enum tp : opt_t { none = 0, priority = 1, pause = 4 };

template <typename T>
class [[nodiscard]] multi_future : public std::vector<std::future<T>> {
public:
  auto get() -> std::conditional_t<std::is_void_v<T>, void, std::vector<int>>;
  std::size_t ready_count() const;
  void wait() const;
};

template <opt_t OptFlags = tp::none>
class [[nodiscard]] thread_pool {
public:
  thread_pool();
  explicit thread_pool(std::size_t num_threads);
  ~thread_pool() noexcept;
  template <typename F> void detach_task(F &&) { __builtin_trap(); }
  template <typename F, typename R = std::invoke_result_t<std::decay_t<F>>> [[nodiscard]] std::future<R> submit_task(F &&) {
    __builtin_trap();
  }
  template <typename T, typename F> void detach_loop(T, T, F &&, std::size_t = 0) { __builtin_trap(); }
  template <typename T, typename F> [[nodiscard]] multi_future<void> submit_loop(T, T, F &&, std::size_t = 0) { __builtin_trap(); }
  void wait();
};
using light_thread_pool = thread_pool<tp::none>;
using pause_thread_pool = thread_pool<tp::pause>;

}  // namespace BS
