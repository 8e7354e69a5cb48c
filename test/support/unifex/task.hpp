// Test stub of libunifex: aliases and function objects over types in namespaces that nobody writes.
#pragma once
#include <stub/coroutine.h>

#include <chrono>
#include <optional>
#include <type_traits>

namespace unifex {

namespace _task {
template <typename T>
struct _task {
  struct type {
    using promise_type = stub::promise<type, T, std::suspend_always>;
    type(type &&) noexcept;
    ~type();
    stub::awaiter<T> operator co_await() && noexcept;
  };
};
}  // namespace _task
template <typename T> using task = typename _task::_task<T>::type;

template <typename... Parts> struct _sender {
  stub::awaiter<void> operator co_await() && noexcept;
};

namespace _sync_wait_cpo {
struct _fn {
  template <typename S> std::optional<int> operator()(S &&) const;
};
}  // namespace _sync_wait_cpo
inline constexpr _sync_wait_cpo::_fn sync_wait{};

namespace _on {
struct _fn {
  template <typename Scheduler, typename S> _sender<Scheduler, S> operator()(Scheduler, S &&) const;
};
}  // namespace _on
inline constexpr _on::_fn on{};

namespace _then {
struct _fn {
  template <typename S, typename F> _sender<S, F> operator()(S &&, F &&) const { __builtin_trap(); }
};
}  // namespace _then
inline constexpr _then::_fn then{};

namespace _schedule {
struct _fn {
  template <typename Scheduler> _sender<Scheduler> operator()(Scheduler &&) const noexcept;
};
struct _after_fn {
  template <typename Duration> _sender<Duration> operator()(Duration) const noexcept;
};
}  // namespace _schedule
inline constexpr _schedule::_fn schedule{};
inline constexpr _schedule::_after_fn schedule_after{};

namespace _static_thread_pool {
class context {
public:
  class scheduler {};
  explicit context(unsigned threadCount);
  ~context();
  scheduler get_scheduler() noexcept;
};
}  // namespace _static_thread_pool
using static_thread_pool = _static_thread_pool::context;

namespace _manual_event_loop {
class context {
public:
  void run();
  void stop();
};
}  // namespace _manual_event_loop
using manual_event_loop = _manual_event_loop::context;

inline namespace v1 {
class async_mutex {
public:
  class lock_sender : public stub::awaiter<void> {};
  [[nodiscard]] lock_sender async_lock() noexcept;
  void unlock() noexcept;
};
}  // namespace v1

}  // namespace unifex
