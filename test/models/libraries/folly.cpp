// RUN: %check %s
// The model of folly: coroutines, futures with continuations, executors, event loops and fibers.
#include <folly/Synchronized.h>
#include <folly/coro/AsyncScope.h>
#include <folly/coro/BlockingWait.h>
#include <folly/coro/Mutex.h>
#include <folly/coro/Task.h>
#include <folly/executors/GlobalExecutor.h>
#include <folly/executors/IOThreadPoolExecutor.h>
#include <folly/fibers/FiberManager.h>
#include <folly/synchronization/Baton.h>

#include <chrono>
#include <thread>
#include <utility>

using namespace std::chrono_literals;
using folly::coro::Task;

void settle() { std::this_thread::sleep_for(5ms); }
folly::SemiFuture<int> ask();
Task<int> answer();

namespace sleeps {

Task<void> ofTheThread() {
  std::this_thread::sleep_for(50ms);  // expect: blocking-sleep: co_await folly::coro::sleep(50ms)
  co_return;
}
folly::coro::now_task<> ofTheThreadInANowTask() {
  settle();  // expect: blocking-sleep
  co_return;
}
Task<void> ofTheLibrary() {
  co_await folly::coro::sleep(50ms);
  co_await folly::coro::co_reschedule_on_current_executor;
}

}  // namespace sleeps

namespace waits {

Task<int> forAFuture() {
  co_return ask().get();  // expect: blocking-wait
}
Task<int> forAFutureThatIsKept(folly::Future<int> future) {
  co_return std::move(future).get();  // expect: blocking-wait
}
Task<int> forATask() {
  co_return folly::coro::blockingWait(answer());  // expect: blocking-wait: co_await answer()
}
Task<void> forAThread(folly::Baton<> &baton, folly::EventBase &loop) {
  baton.wait();  // expect: blocking-wait
  loop.runInEventBaseThreadAndWait([] {});  // expect: blocking-wait
  co_return;
}
Task<void> forAPool(folly::CPUThreadPoolExecutor &pool) {
  pool.join();  // expect: blocking-wait
  co_return;
}
Task<int> theRightWay(folly::Future<int> future) {
  const int sum = co_await ask() + co_await answer();  // expect: sequential-awaits
  if (future.isReady())
    co_return sum + std::move(future).get();
  co_return sum;
}

}  // namespace waits

namespace executors {

void jobs(folly::CPUThreadPoolExecutor &pool, folly::EventBase &loop) {
  pool.add([] { settle(); });
  loop.runInEventBaseThread([] {
    settle();  // expect: blocking-sleep
  });
}
folly::Future<int> continuations(folly::Future<int> future, folly::EventBase *loop, folly::CPUThreadPoolExecutor *pool) {
  auto onTheLoop = std::move(future).via(loop).thenValue([](int n) {
    settle();  // expect: blocking-sleep
    return n;
  });
  auto onThePool = std::move(onTheLoop).via(pool).thenValue([](int n) {
    settle();
    return n;
  });
  (void)folly::via(folly::getGlobalCPUExecutor(), [] { settle(); });
  return onThePool;
}
folly::SemiFuture<int> whereverItIsFulfilled() {
  return ask().deferValue([](int n) {
    settle();  // expect: blocking-sleep
    return n;
  });
}
Task<void> offloads() {
  co_await folly::via(folly::getGlobalCPUExecutor(), [] { settle(); });
  co_await folly::coro::co_withExecutor(folly::getGlobalCPUExecutor(), folly::coro::co_invoke([]() -> Task<void> {
    settle();
    co_return;
  }));
  settle();  // expect: blocking-sleep
}
template <typename T> Task<void> offloadsInATemplate(T value) {
  co_await folly::coro::co_withExecutor(folly::getGlobalCPUExecutor(), folly::coro::co_invoke([value]() -> Task<void> {
    settle();
    co_return;
  }));
  settle();  // expect: blocking-sleep
}
Task<void> inAScope(folly::coro::AsyncScope &scope) {
  scope.add(folly::coro::co_withExecutor(folly::getGlobalCPUExecutor(), sleeps::ofTheLibrary()));
  co_await scope.joinAsync();
}
void fibers(folly::fibers::FiberManager &manager) {
  manager.addTask([] { settle(); });  // expect: blocking-sleep
}
Task<void> destructorOfAPool() {
  folly::CPUThreadPoolExecutor pool(2);  // expect: blocking-destructor, pool-per-call
  co_return;
}

}  // namespace executors

namespace locks {

Task<int> ofTheLibrary(folly::coro::Mutex &mutex) {
  auto lock = co_await mutex.co_scoped_lock();
  co_return 1;
}

class Journal {
public:
  void flush() {
    auto text = text_.wlock();
    settle();  // expect: blocking-under-lock
  }
  Task<int> read() {
    auto text = text_.rlock();  // expect: blocking-lock
    co_return *text;
  }

private:
  folly::Synchronized<int> text_;
};

}  // namespace locks

int main() {
  folly::CPUThreadPoolExecutor pool(4);
  folly::EventBase loop;
  executors::jobs(pool, loop);
  locks::Journal journal;
  std::thread writer([&journal] { journal.flush(); });
  const int value = folly::coro::blockingWait(answer()) + ask().get();
  writer.join();
  return value;
}
