// What the stubs of coroutine libraries share: a promise and an awaiter, declared only. A library's own names, attributes
// and template shapes stand in its own header.
#pragma once
#include <coroutine>

namespace stub {

template <class T>
struct returns {
  template <class U> void return_value(U &&) { __builtin_trap(); }
  void unhandled_exception();
};
template <>
struct returns<void> {
  void return_void();
  void unhandled_exception();
};

/// `Start` is std::suspend_always for a lazy task, std::suspend_never for an eager one.
template <class Task, class T, class Start>
struct promise : returns<T> {
  Task get_return_object();
  Start initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
};

template <class T>
struct awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();
};

}  // namespace stub
