// Test stub of Seastar: eager futures, which are the return type of coroutines as well.
#pragma once
#include <stub/coroutine.h>

#include <exception>
#include <type_traits>

namespace seastar {

template <typename T = void> class future;

namespace internal {
template <typename T> struct futurize { using type = future<T>; };
template <typename T> struct futurize<future<T>> { using type = future<T>; };
template <typename F, typename T> struct continued { using type = std::invoke_result_t<F, T>; };
template <typename F> struct continued<F, void> { using type = std::invoke_result_t<F>; };
}  // namespace internal
template <typename T> using futurize_t = typename internal::futurize<T>::type;

template <typename T>
class [[nodiscard]] future {
public:
  future(future &&) noexcept;
  future &operator=(future &&) noexcept;
  ~future();
  bool available() const noexcept;
  bool failed() const noexcept;
  T get();
  void wait() noexcept;
  template <typename F> futurize_t<typename internal::continued<F, T>::type> then(F &&) { __builtin_trap(); }
  std::exception_ptr get_exception() noexcept;
  template <typename F> futurize_t<std::invoke_result_t<F, future>> then_wrapped(F &&) { __builtin_trap(); }
  template <typename F> future finally(F &&) { __builtin_trap(); }
  template <typename F> future handle_exception(F &&) { __builtin_trap(); }
};

namespace coroutine {
template <typename Func>
class lambda {
  Func *func_;

public:
  explicit lambda(Func &&func) : func_(&func) {}
  template <typename... Args> std::invoke_result_t<Func, Args...> operator()(Args &&...) const { __builtin_trap(); }
};
}  // namespace coroutine

template <typename T = void, typename... A> future<T> make_ready_future(A &&...);
template <typename T = void, typename E> future<T> make_exception_future(E &&) noexcept;
namespace internal {
template <typename T> struct futurize_base {
  template <typename E> static future<T> make_exception_future(E &&) noexcept;
};
}  // namespace internal
template <typename T> struct futurize : internal::futurize_base<T> {};
template <typename T> stub::awaiter<T> operator co_await(future<T>) noexcept;

}  // namespace seastar

template <typename T, typename... Args>
struct std::coroutine_traits<seastar::future<T>, Args...> {
  using promise_type = stub::promise<seastar::future<T>, T, std::suspend_never>;
};
