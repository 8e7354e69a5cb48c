// Test stub of libcoro: lazy tasks, a pool, a scheduler with timers, and locks that suspend.
#pragma once
#include <stub/coroutine.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <tuple>
#include <utility>

namespace coro {

template <typename return_type = void>
class [[nodiscard]] task {
public:
  using promise_type = stub::promise<task, return_type, std::suspend_always>;
  task(task &&) noexcept;
  ~task();
  auto operator co_await() const & noexcept -> stub::awaiter<return_type>;
  auto operator co_await() const && noexcept -> stub::awaiter<return_type>;
  auto handle() -> std::coroutine_handle<promise_type>;
};

template <typename return_type> auto sync_wait(task<return_type> &&) -> return_type;
template <typename... return_types> [[nodiscard]] auto when_all(task<return_types>...) -> task<std::tuple<int>>;

class thread_pool : public std::enable_shared_from_this<thread_pool> {
  struct private_constructor {};

public:
  struct options {
    uint32_t thread_count;
  };
  explicit thread_pool(options &&, private_constructor);
  static auto make_unique(options opts = {}) -> std::unique_ptr<thread_pool>;
  virtual ~thread_pool();
  [[nodiscard]] auto schedule() -> stub::awaiter<void>;
  template <typename return_type> [[nodiscard]] auto schedule(task<return_type>) -> task<return_type>;
  auto spawn_detached(task<void> &&) noexcept -> bool;
  [[nodiscard]] auto spawn_joinable(task<void> &&) noexcept -> task<void>;
  [[nodiscard]] auto yield() -> stub::awaiter<void>;
  auto resume(std::coroutine_handle<>) noexcept -> bool;
  auto shutdown() noexcept -> void;
};

class scheduler : public std::enable_shared_from_this<scheduler> {
public:
  static auto make_unique() -> std::unique_ptr<scheduler>;
  ~scheduler();
  [[nodiscard]] auto schedule() -> stub::awaiter<void>;
  template <typename return_type> [[nodiscard]] auto schedule(task<return_type>) -> task<return_type>;
  auto spawn_detached(task<void> &&) noexcept -> bool;
  [[nodiscard]] auto schedule_after(std::chrono::milliseconds) -> task<void>;
  [[nodiscard]] auto yield_for(std::chrono::milliseconds) -> task<void>;
  auto resume(std::coroutine_handle<>) noexcept -> bool;
  auto process_events(std::chrono::milliseconds timeout = std::chrono::milliseconds{0}) -> std::size_t;
  auto shutdown() noexcept -> void;
};

class mutex;
namespace detail {
template <typename return_type> struct lock_operation : stub::awaiter<return_type> {};
}  // namespace detail
class scoped_lock {
public:
  scoped_lock(scoped_lock &&) noexcept;
  ~scoped_lock();
};
class mutex {
public:
  [[nodiscard]] auto scoped_lock() -> detail::lock_operation<class scoped_lock>;
  [[nodiscard]] auto try_lock() -> bool;
  auto unlock() -> void;
};
class condition_variable {
  struct awaiter : stub::awaiter<void> {};
  struct awaiter_with_predicate : stub::awaiter<void> {};

public:
  using predicate_type = std::function<bool()>;
  [[nodiscard]] auto notify_one() -> task<void>;
  [[nodiscard]] auto wait(scoped_lock &) -> awaiter;
  [[nodiscard]] auto wait(scoped_lock &, predicate_type) -> awaiter_with_predicate;
};
class event {
public:
  auto set() noexcept -> void;
  auto operator co_await() const noexcept -> stub::awaiter<void>;
};
class latch {
public:
  explicit latch(std::int64_t count) noexcept;
  auto count_down(std::int64_t n = 1) noexcept -> void;
  auto operator co_await() const noexcept -> stub::awaiter<void>;
};

template <typename executor_type>
class task_group {
public:
  explicit task_group(executor_type *);
  ~task_group();
  auto start(task<void> &&) -> bool;
  auto operator co_await() const & noexcept -> stub::awaiter<void>;
};

}  // namespace coro
