// Test stub of stdexec: senders, and the function objects that make and consume them. The library spells its namespace by
// a macro, and so does this stub.
#pragma once
#include <stub/coroutine.h>

#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

#ifndef STDEXEC
#define STDEXEC stdexec
#endif

namespace STDEXEC {

namespace {
template <class Tag, class... Parts>
struct __sexpr {
  stub::awaiter<int> operator co_await() &&;
};
}  // namespace

template <class F>
struct __closure {
  F f;
};
template <class S, class F> __sexpr<S, F> operator|(S, __closure<F>) { __builtin_trap(); }

struct just_t {
  template <class... Ts> __sexpr<just_t, Ts...> operator()(Ts &&...) const { __builtin_trap(); }
};
inline constexpr just_t just{};

struct then_t {
  template <class S, class F> __sexpr<then_t, S, F> operator()(S &&, F &&) const { __builtin_trap(); }
  template <class F> __closure<F> operator()(F &&) const { __builtin_trap(); }
};
inline constexpr then_t then{};

struct schedule_t {
  template <class Scheduler> __sexpr<schedule_t, Scheduler> operator()(Scheduler &&) const noexcept { __builtin_trap(); }
};
inline constexpr schedule_t schedule{};

struct starts_on_t {
  template <class Scheduler, class S> __sexpr<starts_on_t, Scheduler, S> operator()(Scheduler &&, S &&) const { __builtin_trap(); }
};
inline constexpr starts_on_t starts_on{};

struct bulk_t {
  template <class S, class Shape, class F> __sexpr<bulk_t, S, F> operator()(S &&, Shape, F &&) const { __builtin_trap(); }
};
inline constexpr bulk_t bulk{};

struct when_all_t {
  template <class... S> __sexpr<when_all_t, S...> operator()(S &&...) const { __builtin_trap(); }
};
inline constexpr when_all_t when_all{};

struct sync_wait_t {
  template <class S> std::optional<std::tuple<int>> operator()(S &&) const { __builtin_trap(); }
};
inline constexpr sync_wait_t sync_wait{};

namespace __loop {
class run_loop {
public:
  class __scheduler {};
  __scheduler get_scheduler() noexcept;
  void run();
  void finish();
};
}  // namespace __loop
using run_loop = __loop::run_loop;

}  // namespace STDEXEC
