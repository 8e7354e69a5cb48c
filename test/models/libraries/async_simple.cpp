// RUN: %check %s
// The model of async_simple: lazy coroutines, `dispatch` between executors, futures with continuations.
#include <async_simple/coro/Lazy.h>

#include <chrono>
#include <thread>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
using async_simple::Future;
using async_simple::coro::Lazy;
using async_simple::executors::SimpleExecutor;

int settle() {
  std::this_thread::sleep_for(5ms);
  return 1;
}
Lazy<int> answer();

namespace sleeps {

Lazy<> ofTheThread() {
  std::this_thread::sleep_for(50ms);  // expect: blocking-sleep: co_await async_simple::coro::sleep(50ms)
  co_return;
}
Lazy<> ofTheLibrary() { co_await async_simple::coro::sleep(50ms); }

}  // namespace sleeps

namespace waits {

Lazy<int> forATask() {
  co_return async_simple::coro::syncAwait(answer());  // expect: blocking-wait: co_await answer()
}
Lazy<int> forAFuture(Future<int> pending) {
  co_return pending.wait();  // expect: blocking-wait
}
Lazy<int> forAFutureThatIsReady(Future<int> pending) {
  if (pending.hasResult())
    co_return std::move(pending).get();
  co_return 0;
}
Lazy<int> FN_forAFutureThatIsNotReady(Future<int> pending) {  // the answer of hasResult() is not looked at
  if (pending.hasResult())
    co_return 0;
  co_return std::move(pending).get();
}
Lazy<int> theRightWay(std::vector<Lazy<int>> tasks) {
  const auto all = co_await async_simple::coro::collectAllPara(std::move(tasks));
  co_return co_await answer();
}

}  // namespace waits

namespace executors {

Lazy<int> offloads(SimpleExecutor &pool) {
  const int first = settle();  // expect: blocking-sleep
  co_await async_simple::coro::dispatch(&pool);
  co_return first + settle();  // on the pool
}
void jobs(SimpleExecutor &pool) {
  pool.schedule([] { settle(); });
}
void continuations(Future<int> pending) {
  (void)std::move(pending).thenValue([](int) {
    return settle();  // expect: blocking-sleep
  });
}
void fibersOfAPool(SimpleExecutor &pool) {  // judged by their executor, and this is a general pool
  async_simple::uthread::async<async_simple::uthread::Launch::Schedule>([] { settle(); }, &pool);
}
Lazy<> destructorOfAPool() {
  SimpleExecutor pool(2);  // expect: blocking-destructor, pool-per-call
  co_return;
}

}  // namespace executors

namespace locks {

Lazy<int> ofTheLibrary(async_simple::coro::Mutex &mutex) {
  auto lock = co_await mutex.coScopedLock();
  co_return 1;
}

}  // namespace locks

int main() {
  SimpleExecutor pool(4);
  executors::jobs(pool);
  return async_simple::coro::syncAwait(answer());
}
