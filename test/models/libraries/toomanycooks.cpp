// RUN: %check %s
// The model of TooManyCooks: tasks for a pool of threads, and for the loop of Asio.
#include <tmc/all_headers.hpp>

#include <chrono>
#include <thread>

using namespace std::chrono_literals;
using tmc::task;

int settle() {
  std::this_thread::sleep_for(5ms);
  return 1;
}
task<int> answer();

namespace sleeps {

task<void> ofTheThread() {
  std::this_thread::sleep_for(50ms);  // expect: blocking-sleep
  co_return;
}
task<void> ofTheLibrary() { co_await tmc::yield(); }

}  // namespace sleeps

namespace waits {

task<int> forATask(tmc::ex_cpu &pool) {
  auto result = tmc::post_waitable(pool, answer());
  co_return result.get();  // expect: blocking-wait
}
task<int> theRightWay() { co_return co_await answer(); }

}  // namespace waits

namespace executors {

task<int> onThePool() { co_return settle(); }
task<int> onTheLoop() {
  co_return settle();  // expect: blocking-sleep
}
void spawns() {
  auto one = tmc::post_waitable(tmc::cpu_executor(), onThePool());
  auto two = tmc::post_waitable(tmc::asio_executor(), onTheLoop());
  tmc::post(tmc::cpu_executor(), [] { settle(); });
  tmc::post(tmc::asio_executor(), [] {
    settle();  // expect: blocking-sleep
  });
  one.get();
  two.get();
}
task<int> moves(tmc::ex_cpu &pool, tmc::ex_asio &loop) {
  co_await tmc::resume_on(pool);
  settle();  // on the pool
  co_await tmc::resume_on(loop);
  co_return settle();  // expect: blocking-sleep
}
task<void> destructorOfAPool() {
  tmc::ex_cpu pool;  // expect: blocking-destructor, pool-per-call
  co_await tmc::yield();
}

}  // namespace executors

namespace locks {

task<int> ofTheLibrary(tmc::mutex &mutex) {
  auto lock = co_await mutex.lock_scope();
  co_return 1;
}

}  // namespace locks

int main() {
  executors::spawns();
  return tmc::async_main(answer());
}
