// Test stub of async_simple: lazy coroutines that an executor may be set for.
#pragma once
#include <stub/coroutine.h>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace async_simple {

class Executor {
public:
  using Func = std::function<void()>;
  Executor(std::string name = "default");
  virtual ~Executor();
  virtual bool schedule(Func func) = 0;
};

namespace executors {
class SimpleExecutor : public Executor {
public:
  SimpleExecutor(std::size_t threadNum);
  ~SimpleExecutor();
  bool schedule(Func func) override;
};
}  // namespace executors

template <typename T>
class Future {
public:
  Future(Future &&) noexcept;
  ~Future();
  bool hasResult() const;
  T get() &&;
  T wait();
  template <typename F> auto thenValue(F &&) && -> Future<std::invoke_result_t<F, T>> { __builtin_trap(); }
};

namespace coro {

template <typename T>
class [[nodiscard]] RescheduleLazy {
public:
  using ValueType = T;
  RescheduleLazy(RescheduleLazy &&) noexcept;
  ~RescheduleLazy();
  template <typename F> void start(F &&) { __builtin_trap(); }
  void detach();
  stub::awaiter<T> operator co_await() &&;
};

template <typename T = void>
class [[nodiscard]] Lazy {
public:
  using promise_type = stub::promise<Lazy, T, std::suspend_always>;
  using ValueType = T;
  Lazy(Lazy &&) noexcept;
  ~Lazy();
  template <typename F> void start(F &&) { __builtin_trap(); }
  RescheduleLazy<T> via(Executor *) &&;
  stub::awaiter<T> operator co_await() &&;
};

template <typename LazyType> auto syncAwait(LazyType &&) -> typename LazyType::ValueType;
template <typename Rep, typename Period> Lazy<void> sleep(std::chrono::duration<Rep, Period>);
template <typename T> Lazy<std::vector<T>> collectAllPara(std::vector<Lazy<T>> &&);
stub::awaiter<void> dispatch(Executor *);

class Mutex {
public:
  struct ScopedLock {
    ~ScopedLock();
  };
  bool tryLock() noexcept;
  class ScopedLockAwaiter : public stub::awaiter<ScopedLock> {};
  [[nodiscard]] ScopedLockAwaiter coScopedLock() noexcept;
  void unlock() noexcept;
};

}  // namespace coro

namespace uthread {
enum class Launch { Prompt, Schedule };
template <Launch policy, typename F> void async(F &&, Executor *) { __builtin_trap(); }
}  // namespace uthread

}  // namespace async_simple
