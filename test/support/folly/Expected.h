// Test stub of folly: a value or an error. Coroutines may return one; they are over when they return.
#pragma once
#include <stub/coroutine.h>

#include <type_traits>

namespace folly {

template <class T, class E>
class Expected {
public:
  using promise_type = stub::promise<Expected, T, std::suspend_never>;
  Expected(Expected &&) noexcept;
  ~Expected();
  template <class F> Expected<std::invoke_result_t<F, T>, E> then(F &&) && { __builtin_trap(); }
  stub::awaiter<T> operator co_await() &&;
};

}  // namespace folly
