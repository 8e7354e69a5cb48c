// RUN: %check %s
// The model of libcoro: a task goes on where it was scheduled, so a call behind `co_await pool->schedule()` is offloaded.
#include <coro/coro.hpp>

#include <chrono>
#include <memory>
#include <thread>

using namespace std::chrono_literals;
using coro::task;

void settle() { std::this_thread::sleep_for(5ms); }
task<int> answer();
task<void> work();

namespace sleeps {

task<void> ofTheThread() {
  std::this_thread::sleep_for(50ms);  // expect: blocking-sleep: co_await SCHEDULER->yield_for(50ms)
  co_return;
}
task<void> ofTheLibrary(coro::scheduler &loop) {
  co_await loop.yield_for(50ms);
  co_await loop.schedule_after(50ms);
}

}  // namespace sleeps

namespace waits {

task<int> forATask() {
  co_return coro::sync_wait(answer());  // expect: blocking-wait: co_await answer()
}
task<void> forThreads(coro::thread_pool &pool, coro::scheduler &loop) {
  pool.shutdown();  // expect: blocking-wait
  loop.shutdown();  // expect: blocking-wait
  co_return;
}
task<void> forEvents(coro::scheduler &loop) {
  loop.process_events(100ms);  // expect: blocking-wait
  loop.process_events(0ms);
  co_return;
}
task<int> theRightWay() {
  co_await coro::when_all(answer(), answer());
  co_return co_await answer();
}

}  // namespace waits

namespace executors {

task<void> offloads(coro::thread_pool &pool, coro::scheduler &loop) {
  settle();  // expect: blocking-sleep
  co_await pool.schedule();
  settle();  // on the pool
  co_await loop.schedule();
  settle();  // expect: blocking-sleep
}
task<void> onThePool() {
  settle();
  co_return;
}
task<void> onTheLoop() {
  settle();  // expect: blocking-sleep
  co_return;
}
task<void> spawns(coro::thread_pool &pool, coro::scheduler &loop) {
  pool.spawn_detached(onThePool());
  loop.spawn_detached(onTheLoop());
  co_await pool.spawn_joinable(onThePool());
}
task<void> resumedOnThePool() {
  settle();
  co_return;
}
task<void> resumedOnTheLoop() {
  settle();  // expect: blocking-sleep
  co_return;
}
void resumes(coro::thread_pool &pool, coro::scheduler &loop) {
  auto one = resumedOnThePool();
  pool.resume(one.handle());
  auto other = resumedOnTheLoop();
  loop.resume(other.handle());
}
task<void> group(coro::thread_pool &pool) {
  coro::task_group<coro::thread_pool> tasks(&pool);  // expect: blocking-destructor: polls with a sleep
  tasks.start(work());
  co_await work();
}
task<void> awaitedGroup(coro::thread_pool &pool) {  // nothing is left to its destructor
  coro::task_group<coro::thread_pool> tasks(&pool);
  tasks.start(work());
  co_await tasks;
}
task<void> destructorOfAPool() {  // it stands behind a std::unique_ptr, always
  auto pool = coro::thread_pool::make_unique();  // expect: pool-per-call, blocking-destructor
  pool->spawn_detached(work());
  co_await work();
}

}  // namespace executors

namespace locks {

task<int> ofTheLibrary(coro::mutex &mutex) {
  auto lock = co_await mutex.scoped_lock();
  co_return 1;
}

task<void> untilItIsTold(coro::condition_variable &changed, coro::mutex &mutex, const bool &ready) {
  auto lock = co_await mutex.scoped_lock();
  co_await changed.wait(lock);
  co_await changed.wait(lock, [&] { return ready; });
}
task<void> forEvents(coro::event &event, coro::latch &latch) {
  co_await event;
  co_await latch;
}

}  // namespace locks

int main() {
  auto pool = coro::thread_pool::make_unique();
  auto loop = coro::scheduler::make_unique();
  coro::sync_wait(executors::spawns(*pool, *loop));
  return coro::sync_wait(waits::theRightWay());
}
