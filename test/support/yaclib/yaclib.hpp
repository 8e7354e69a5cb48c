// Test stub of YACLib: futures that are the return type of coroutines, lazy tasks, executors.
#pragma once
#include <stub/coroutine.h>

#include <cstdint>
#include <type_traits>

namespace yaclib {

struct StopError {};

class IExecutor {
public:
  virtual ~IExecutor() noexcept;
};
template <typename T>
class IntrusivePtr {
public:
  T &operator*() const noexcept;
  T *operator->() const noexcept;
};
class FairThreadPool : public IExecutor {
public:
  void Stop() noexcept;
  void Wait() noexcept;
};
IntrusivePtr<FairThreadPool> MakeFairThreadPool(std::uint64_t threads = 1);

template <typename V, typename E>
class FutureBase {
public:
  bool Ready() const noexcept;
  V Get() && noexcept;
  template <typename F> void Detach(F &&) && { __builtin_trap(); }
};
template <typename V = void, typename E = StopError>
class Future final : public FutureBase<V, E> {
public:
  using promise_type = stub::promise<Future, V, std::suspend_never>;
  Future(Future &&) noexcept;
  ~Future();
  stub::awaiter<V> operator co_await() && noexcept;
  template <typename F> Future<std::invoke_result_t<F, V>, E> Then(IExecutor &, F &&) && { __builtin_trap(); }
};
template <typename V = void, typename E = StopError>
class Task final {
public:
  using promise_type = stub::promise<Task, V, std::suspend_always>;
  Task(Task &&) noexcept;
  ~Task();
  V Get() && noexcept;
  stub::awaiter<V> operator co_await() && noexcept;
};

template <typename F> Future<std::invoke_result_t<F>> Run(IExecutor &, F &&) { __builtin_trap(); }
template <typename... Fs> void Wait(Fs &...) noexcept;
stub::awaiter<void> On(IExecutor &) noexcept;
template <typename... Fs> stub::awaiter<void> Await(Fs &...) noexcept;

template <bool Batching = true>
class Mutex {
public:
  stub::awaiter<void> Lock() noexcept;
  stub::awaiter<int> Guard() noexcept;
};

}  // namespace yaclib
