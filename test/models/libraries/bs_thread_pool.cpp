// RUN: %check %s
// The model of BS::thread_pool: a pool whose jobs may block, and whose waits may not stand in a coroutine.
#include <BS_thread_pool.hpp>

#include <task.h>

#include <chrono>
#include <thread>

using namespace std::chrono_literals;

int settle() {
  std::this_thread::sleep_for(5ms);
  return 1;
}

namespace waits {

home::task<> forThePool(BS::thread_pool<> &pool, BS::pause_thread_pool &other) {
  pool.wait();  // expect: blocking-wait
  other.wait();  // expect: blocking-wait
  co_return;
}
home::task<int> forATask(BS::light_thread_pool &pool) {
  auto result = pool.submit_task([] { return settle(); });
  co_return result.get();  // expect: blocking-wait
}
home::task<> forALoop(BS::light_thread_pool &pool) {
  auto parts = pool.submit_loop(0, 100, [](int) { settle(); });
  parts.wait();  // expect: blocking-wait
  co_return;
}
home::task<> startsOnly(BS::light_thread_pool &pool) {
  pool.detach_task([] { settle(); });
  pool.detach_loop(0, 100, [](int) { settle(); });
  co_return;
}

}  // namespace waits

namespace destructors {

home::task<> ofAPool() {
  BS::light_thread_pool pool(2);  // expect: blocking-destructor, pool-per-call
  pool.detach_task([] { settle(); });
  co_return;
}
home::task<> ofAPoolThatIsWaitedFor() {
  BS::light_thread_pool pool(2);  // expect: pool-per-call
  pool.wait();  // expect: blocking-wait
  co_return;
}

}  // namespace destructors

namespace endless {

// The head of `while (true)` lets nobody out: each way meets the wait.
bool waitsInside(BS::light_thread_pool &pool) {
  int done = 0;
  pool.detach_task([&done] { done = settle(); });
  while (true) {
    const int before = done;
    pool.wait();
    if (done == 1) return true;
    if (done == before) break;
  }
  return false;
}
bool leavesBefore(BS::light_thread_pool &pool, int rounds) {
  int done = 0;
  pool.detach_task([&done] { done = settle(); });  // expect: detached-captures-local
  while (true) {
    if (--rounds == 0) break;
  }
  return done == 1;
}

}  // namespace endless

int main() {
  BS::light_thread_pool pool(4);
  pool.detach_task([] { settle(); });
  pool.wait();
}
