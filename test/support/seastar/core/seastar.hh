// Test stub of Seastar: what a reactor offers instead of calls that block: timers, files, locks, other shards.
#pragma once
#include <seastar/core/future.hh>

#include <chrono>
#include <cstdint>
#include <string_view>

namespace seastar {

template <typename Clock = std::chrono::steady_clock, typename Rep, typename Period>
future<> sleep(std::chrono::duration<Rep, Period>);
class abort_source {
public:
  void request_abort() noexcept;
  bool abort_requested() const noexcept;
  void check() const;
};
template <typename Rep, typename Period>
future<> sleep_abortable(std::chrono::duration<Rep, Period>, abort_source &);
future<bool> file_exists(std::string_view) noexcept;
future<std::uint64_t> file_size(std::string_view) noexcept;

struct semaphore_default_exception_factory {};
template <typename ExceptionFactory, typename Clock>
class semaphore_units {
public:
  semaphore_units(semaphore_units &&) noexcept;
  ~semaphore_units();
};
template <typename ExceptionFactory, typename Clock = std::chrono::steady_clock>
class basic_semaphore {
public:
  explicit basic_semaphore(std::size_t);
};
using semaphore = basic_semaphore<semaphore_default_exception_factory>;
template <typename E, typename C> future<semaphore_units<E, C>> get_units(basic_semaphore<E, C> &, std::size_t) noexcept;
template <typename E, typename C, typename F>
futurize_t<std::invoke_result_t<F>> with_semaphore(basic_semaphore<E, C> &, std::size_t, F &&) noexcept {
  __builtin_trap();
}

template <typename Stop, typename F> future<> do_until(Stop, F) noexcept { __builtin_trap(); }
template <typename Range, typename F> future<> max_concurrent_for_each(Range &&, std::size_t, F) noexcept {
  __builtin_trap();
}

class gate {
public:
  future<> close() noexcept;
};
template <typename F> futurize_t<std::invoke_result_t<F>> with_gate(gate &, F &&) { __builtin_trap(); }

template <typename F> futurize_t<std::invoke_result_t<F>> async(F &&) noexcept { __builtin_trap(); }

class smp {
public:
  template <typename F> static futurize_t<std::invoke_result_t<F>> submit_to(unsigned, F &&) noexcept { __builtin_trap(); }
};

namespace alien {
class instance;
template <typename F> void run_on(instance &, unsigned, F) { __builtin_trap(); }
}  // namespace alien

class app_template {
public:
  int run(int, char **, std::type_identity_t<future<int> (*)()> &&) noexcept;
};

namespace coroutine {
struct [[nodiscard("must co_await a maybe_yield() object")]] maybe_yield {
  stub::awaiter<void> operator co_await() noexcept;
};
}  // namespace coroutine

}  // namespace seastar
