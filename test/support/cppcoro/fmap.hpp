// Test stub of cppcoro: a function over what an awaitable gives, waiting for several tasks, and the end of a scope.
#pragma once
#include <cppcoro/task.hpp>

#include <tuple>

namespace cppcoro {

namespace detail {
template <class FUNC, class AWAITABLE> class fmap_awaitable : public stub::awaiter<int> {};
template <class T> class when_all_task {
public:
  T result();
};
template <class T> class when_all_ready_awaitable : public stub::awaiter<T> {};
}  // namespace detail

template <class FUNC, class AWAITABLE> detail::fmap_awaitable<FUNC, AWAITABLE> fmap(FUNC &&, AWAITABLE &&) { __builtin_trap(); }
template <class... T>
[[nodiscard]] detail::when_all_ready_awaitable<std::tuple<detail::when_all_task<T>...>> when_all_ready(task<T>...);

template <class FUNC> class scope_guard {
public:
  scope_guard(FUNC &&func) noexcept : func_(static_cast<FUNC &&>(func)) {}
  ~scope_guard() { func_(); }

private:
  FUNC func_;
};
template <class FUNC> auto on_scope_exit(FUNC &&func) { return scope_guard<FUNC>(static_cast<FUNC &&>(func)); }

}  // namespace cppcoro
