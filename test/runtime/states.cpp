// What a coroutine can do in its life, and that the runtime's account of it is right: no coroutine is left on a thread's
// stack (a sleep afterwards is not in one), and the numbers of each kind add up. Also under the sanitizer of addresses.
// REQUIRES: driver, llvm22
// RUN: rm -rf %t && mkdir %t && cd %t
// RUN: %instrument -std=c++20 -O0 %s -o states-O0
// RUN: %instrument -std=c++20 -O2 %s -o states-O2
// RUN: %instrument -std=c++20 -O1 -fsanitize=address,undefined %s -o states-asan
// RUN: %cotidy run --format=json -- %t/states-O0 > O0.json
// RUN: %cotidy run --format=json -- %t/states-O2 > O2.json
// RUN: env ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0 %cotidy run --format=json -- %t/states-asan > asan.json
// RUN: %python %root/test/runtime/states.py O0.json O2.json asan.json
#include "support/task.h"

#include <stdexcept>
#include <thread>
#include <unistd.h>

struct Refuses {
  bool await_ready() { return false; }
  bool await_suspend(std::coroutine_handle<>) { return false; }
  void await_resume() {}
};

struct Throws {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) { throw std::runtime_error("not now"); }
  void await_resume() {}
};

struct Forever {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};

struct OnThread {
  std::thread *thread;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> waiting) { *thread = std::thread([waiting] { waiting.resume(); }); }
  void await_resume() {}
};

// Runs at once, and destroys itself.
struct Eager {
  struct promise_type {
    Eager get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { throw; }
  };
};

Task finishes() { co_return; }
Task refuses() { co_await Refuses(); }
Task throws() { co_await Throws(); }
Task neverRuns() { co_return; }
Task givenUp() { co_await Forever(); }
Task awaits() {
  co_await finishes();
  co_await refuses();
  try {
    co_await throws();
  } catch (const std::runtime_error &) {
  }
}
Task changesThread(std::thread &thread) { co_await OnThread{&thread}; }
Eager eager() { co_await Refuses(); }
Eager eagerThrows() {
  co_await Refuses();
  throw std::runtime_error("out");
}

int main() {
  for (int i = 0; i < 10; ++i) awaits().start();
  for (int i = 0; i < 3; ++i) neverRuns();
  for (int i = 0; i < 4; ++i) givenUp().start();
  for (int i = 0; i < 5; ++i) eager();
  for (int i = 0; i < 6; ++i) {
    try {
      eagerThrows();
    } catch (const std::runtime_error &) {
    }
  }
  std::thread thread;
  Task moving = changesThread(thread);
  moving.start();
  thread.join();
  usleep(5'000);
}
