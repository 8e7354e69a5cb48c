// RUN: %check %s
// The model of libunifex: `task` is an alias of a nested type, and every algorithm is a function object.
#include <unifex/task.hpp>

#include <chrono>
#include <thread>

using namespace std::chrono_literals;
using unifex::task;

int settle() {
  std::this_thread::sleep_for(5ms);
  return 1;
}
task<int> answer();

namespace sleeps {

task<void> ofTheThread() {
  std::this_thread::sleep_for(50ms);  // expect: blocking-sleep: co_await unifex::schedule_after(50ms)
  co_return;
}
task<void> ofTheLibrary() { co_await unifex::schedule_after(50ms); }

}  // namespace sleeps

namespace waits {

task<int> forATask() {
  co_return unifex::sync_wait(answer()).value();  // expect: blocking-wait: co_await answer()
}
task<void> forALoop(unifex::manual_event_loop &loop) {
  loop.run();  // expect: blocking-wait
  co_return;
}

}  // namespace waits

namespace executors {

task<int> onThePool() { co_return settle(); }
task<int> offloads(unifex::static_thread_pool &pool) {
  co_await unifex::on(pool.get_scheduler(), onThePool());
  co_await unifex::then(unifex::schedule(pool.get_scheduler()), [] { settle(); });
  co_return settle();  // expect: blocking-sleep
}

}  // namespace executors

namespace locks {

task<void> ofTheLibrary(unifex::async_mutex &mutex) {
  co_await mutex.async_lock();
  mutex.unlock();
}

}  // namespace locks

int main() { return unifex::sync_wait(answer()).value(); }
