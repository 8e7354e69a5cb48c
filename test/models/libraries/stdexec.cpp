// RUN: %check %s
// The model of stdexec: everything is called through function objects, and `exec` is an alias of another namespace.
#include <exec/task.hpp>
#include <stdexec/execution.hpp>

#include <chrono>
#include <thread>
#include <utility>

using namespace std::chrono_literals;

int settle() {
  std::this_thread::sleep_for(5ms);
  return 1;
}
exec::task<int> answer();

namespace sleeps {

exec::task<void> ofTheThread() {
  std::this_thread::sleep_for(50ms);  // expect: blocking-sleep: co_await exec::schedule_after(SCHEDULER, 50ms)
  co_return;
}

}  // namespace sleeps

namespace waits {

exec::task<int> forASender() {
  auto [value] = stdexec::sync_wait(stdexec::just(1)).value();  // expect: blocking-wait: co_await stdexec::just(1)
  co_return value;
}
exec::task<void> forALoop(stdexec::run_loop &loop) {
  loop.run();  // expect: blocking-wait
  co_return;
}
exec::task<int> theRightWay() { co_return co_await answer() + co_await stdexec::just(1); }

}  // namespace waits

namespace executors {

exec::task<int> onThePool() { co_return settle(); }
exec::task<int> offloads(exec::static_thread_pool &pool) {
  co_await (stdexec::schedule(pool.get_scheduler()) | stdexec::then([] { return settle(); }));
  co_await stdexec::starts_on(pool.get_scheduler(), onThePool());
  co_return settle();  // expect: blocking-sleep
}
exec::task<int> moves(exec::static_thread_pool &pool) {
  co_await exec::reschedule_coroutine_on(pool.get_scheduler());
  co_return settle();  // on the pool
}
exec::task<void> parallel(exec::static_thread_pool &pool) {
  co_await stdexec::bulk(stdexec::schedule(pool.get_scheduler()), 8, [](int) { settle(); });
}
void spawns(exec::static_thread_pool &pool) {
  exec::start_detached(stdexec::starts_on(pool.get_scheduler(), onThePool()));
}
exec::task<int> inAScope(exec::async_scope &scope, exec::static_thread_pool &pool) {
  scope.spawn(stdexec::starts_on(pool.get_scheduler(), onThePool()));
  auto other = scope.spawn_future(answer());
  const int value = co_await std::move(other);
  co_await scope.on_empty();
  co_return value;
}
exec::task<void> comesBackFromATimer(exec::static_thread_pool &pool) {
  co_await exec::schedule_after(pool.get_scheduler(), 50ms);
  settle();  // expect: blocking-sleep
}

}  // namespace executors

int main() {
  exec::static_thread_pool pool(2);
  executors::spawns(pool);
  auto [value] = stdexec::sync_wait(waits::theRightWay()).value();
  return value;
}
