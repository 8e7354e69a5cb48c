// RUN: %check %s
// The model of concurrencpp: one type is both the pool for computing and the pool for blocking, told apart by its getter.
#include <concurrencpp/concurrencpp.h>

#include <chrono>
#include <memory>
#include <thread>
#include <utility>

using namespace std::chrono_literals;
using concurrencpp::lazy_result;
using concurrencpp::result;
using concurrencpp::runtime;

int settle() {
  std::this_thread::sleep_for(5ms);
  return 1;
}
result<int> ask();

namespace sleeps {

result<void> ofTheThread() {
  std::this_thread::sleep_for(50ms);  // expect: blocking-sleep: make_delay_object(std::chrono::duration_cast<std::chrono::milliseconds>(50ms), EXECUTOR)
  co_return;
}
lazy_result<void> ofTheThreadLazily() {
  settle();  // expect: blocking-sleep
  co_return;
}
concurrencpp::null_result ofTheThreadForgotten() {
  settle();  // expect: blocking-sleep
  co_return;
}
lazy_result<void> ofTheLibrary(runtime &library) {
  co_await library.timer_queue()->make_delay_object(50ms, library.thread_pool_executor());
}

}  // namespace sleeps

namespace waits {

result<int> forAResult(result<int> first, result<int> second) {
  first.wait();  // expect: blocking-wait
  second.wait_for(10ms);  // expect: blocking-wait
  co_return first.get();  // ready by now
}
result<int> forAResultAtOnce() {
  co_return ask().get();  // expect: blocking-wait
}
result<void> forATask(concurrencpp::manual_executor &queue) {
  queue.wait_for_task();  // expect: blocking-wait
  co_return;
}
result<int> theRightWay() { co_return co_await ask(); }

}  // namespace waits

namespace executors {

void jobs(runtime &library) {
  library.background_executor()->post([] { settle(); });
  library.thread_executor()->post([] { settle(); });
  library.thread_pool_executor()->post([] {
    settle();  // expect: blocking-sleep
  });
  library.make_worker_thread_executor()->post([] {
    settle();  // expect: blocking-sleep
  });
}
lazy_result<int> offloads(runtime &library) {
  const int value = co_await library.background_executor()->submit([] { return settle(); });
  co_await concurrencpp::resume_on(library.thread_pool_executor());
  co_return value + settle();  // expect: blocking-sleep
}
lazy_result<int> moves(runtime &library) {
  co_await concurrencpp::resume_on(library.background_executor());
  co_return settle();  // on the pool for blocking work
}
result<void> destructorOfTheRuntime() {
  runtime library;  // expect: pool-per-call, blocking-destructor
  co_return;
}

}  // namespace executors

namespace locks {

lazy_result<int> ofTheLibrary(concurrencpp::async_lock &mutex, runtime &library) {
  auto lock = co_await mutex.lock(library.thread_pool_executor());
  co_return 1;
}

}  // namespace locks

int main() {
  runtime library;
  executors::jobs(library);
  return ask().get();
}
