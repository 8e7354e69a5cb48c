// resume.cpp: what instrumentation costs for each resumption and for each awaited task, in CPU time. run.py compares the
// builds. Arguments: what (resume, await, work), how many.
#include <coroutine>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <utility>

struct Generator {
  struct promise_type {
    unsigned long value = 0;
    Generator get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(unsigned long v) noexcept { return value = v, std::suspend_always(); }
    void return_void() {}
    void unhandled_exception() { std::abort(); }
  };
  std::coroutine_handle<promise_type> handle;
  ~Generator() { handle.destroy(); }
};

struct Task {
  struct promise_type {
    std::coroutine_handle<> next = std::noop_coroutine();
    struct Final {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept { return h.promise().next; }
      void await_resume() noexcept {}
    };
    Task get_return_object() { return Task{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    Final final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::abort(); }
  };
  explicit Task(std::coroutine_handle<promise_type> h) : handle(h) {}
  Task(Task &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~Task() {
    if (handle) handle.destroy();
  }
  bool await_ready() { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) {
    handle.promise().next = caller;
    return handle;
  }
  void await_resume() {}
  std::coroutine_handle<promise_type> handle;
};

Generator count(unsigned steps) {
  for (unsigned long i = 0, state = 1;; ++i) {
    for (unsigned step = 0; step < steps; ++step) state = state * 6364136223846793005UL + 1442695040888963407UL;
    co_yield state + i;
  }
}

[[gnu::noinline]] Task leaf() { co_return; }
Task chain(long number) {
  for (long i = 0; i < number; ++i) co_await leaf();
}

double cpuSeconds() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

int main(int, char **arguments) {
  const char *what = arguments[1];
  const long number = std::atol(arguments[2]);
  const double start = cpuSeconds();
  unsigned long sum = 0;
  if (std::strcmp(what, "await") == 0) {
    Task task = chain(number);
    task.handle.resume();
  } else {
    Generator generator = count(std::strcmp(what, "work") == 0 ? 100 : 0);
    for (long i = 0; i < number; ++i) {
      generator.handle.resume();
      sum += generator.handle.promise().value;
    }
  }
  std::printf("%.2f %lu\n", (cpuSeconds() - start) * 1e9 / static_cast<double>(number), sum);
}
