// Test stub of folly: futures with continuations.
#pragma once
#include <folly/Executor.h>

#include <type_traits>

namespace folly {

struct Unit {};

template <class T> class Future;
template <class T> class SemiFuture;

template <class T>
class Try {
public:
  Try(Try &&) noexcept;
  ~Try();
  T &value() &;
  bool hasException() const;
};

namespace futures::detail {

template <class R> struct lift { using type = R; };
template <> struct lift<void> { using type = Unit; };
template <class T> struct lift<Future<T>> { using type = T; };
template <class T> struct lift<SemiFuture<T>> { using type = T; };
template <class F, class T> using continued = typename lift<std::invoke_result_t<F, T>>::type;

template <class T>
class FutureBase {
public:
  bool isReady() const;
  bool valid() const;
};

}  // namespace futures::detail

template <class T>
class SemiFuture : public futures::detail::FutureBase<T> {
public:
  SemiFuture(SemiFuture &&) noexcept;
  ~SemiFuture();
  T get() &&;
  SemiFuture &wait() &;
  Future<T> via(Executor::KeepAlive<>) &&;
  Future<T> toUnsafeFuture() &&;
  template <typename F> SemiFuture<futures::detail::continued<F, T>> deferValue(F &&) && { __builtin_trap(); }
  template <typename F> SemiFuture<futures::detail::continued<F, Try<T>>> defer(F &&) && { __builtin_trap(); }
};

template <class T>
class Future : public futures::detail::FutureBase<T> {
public:
  static Future makeEmpty();
  Future(Future &&) noexcept;
  Future &operator=(Future &&) noexcept;
  ~Future();
  T get() &&;
  Future &wait() &;
  Future<T> via(Executor::KeepAlive<>) &&;
  template <typename F> Future<futures::detail::continued<F, T>> thenValue(F &&) && { __builtin_trap(); }
  template <typename F> Future<futures::detail::continued<F, Try<T>>> thenTry(F &&) && { __builtin_trap(); }
  template <typename F> Future<T> thenError(F &&) && { __builtin_trap(); }
  template <typename Time> Future<T> within(Time) && { __builtin_trap(); }
};

template <class T>
class Promise {
public:
  Promise();
  Promise(Promise &&) noexcept;
  ~Promise();
  Future<T> getFuture();
  template <class V> void setValue(V &&) { __builtin_trap(); }
};

template <class T> Future<T> makeFuture(T);

namespace futures {
SemiFuture<Unit> sleep(int ticks);
template <class T> void detachOn(Executor::KeepAlive<>, SemiFuture<T> &&) {}
}  // namespace futures

template <typename F>
Future<typename futures::detail::lift<std::invoke_result_t<F>>::type> via(Executor::KeepAlive<>, F &&) {
  __builtin_trap();
}

}  // namespace folly
