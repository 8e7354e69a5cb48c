// task.h: the smallest lazy task: awaited by symmetric transfer, run from outside with start().
#pragma once
#include <coroutine>
#include <exception>
#include <utility>

struct Task {
  struct promise_type {
    std::coroutine_handle<> next = std::noop_coroutine();
    std::exception_ptr error;

    struct Final {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> done) noexcept {
        return done.promise().next;
      }
      void await_resume() noexcept {}
    };

    Task get_return_object() { return Task{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    Final final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { error = std::current_exception(); }
  };

  explicit Task(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  Task(Task &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~Task() {
    if (handle) handle.destroy();
  }

  bool await_ready() { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) {
    handle.promise().next = caller;
    return handle;
  }
  void await_resume() {
    if (handle.promise().error) std::rethrow_exception(handle.promise().error);
  }

  void start() { handle.resume(); }

  std::coroutine_handle<promise_type> handle;
};
