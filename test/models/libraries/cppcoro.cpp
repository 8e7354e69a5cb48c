// RUN: %check %s
// The model of cppcoro: `schedule_on` leaves the awaiting task where the inner one ran, `resume_on` brings it back.
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/fmap.hpp>
#include <cppcoro/sequence_barrier.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>

#include <chrono>
#include <thread>
#include <tuple>

using namespace std::chrono_literals;
using cppcoro::task;

void settle() { std::this_thread::sleep_for(5ms); }
task<int> answer();

namespace sleeps {

task<> ofTheThread() {
  std::this_thread::sleep_for(50ms);  // expect: blocking-sleep
  co_return;
}
cppcoro::shared_task<> ofTheThreadInASharedTask() {
  settle();  // expect: blocking-sleep
  co_return;
}
task<> ofTheLibrary(cppcoro::io_service &io) { co_await io.schedule_after(50ms); }

}  // namespace sleeps

namespace waits {

task<int> forATask() {
  co_return cppcoro::sync_wait(answer());  // expect: blocking-wait: co_await answer()
}
task<> forEvents(cppcoro::io_service &io) {
  io.process_events();  // expect: blocking-wait
  co_return;
}
task<int> theRightWay() { co_return co_await answer(); }

}  // namespace waits

namespace executors {

task<> onThePool() {
  settle();
  co_return;
}
task<> moves(cppcoro::static_thread_pool &pool, cppcoro::io_service &io) {
  settle();  // expect: blocking-sleep
  co_await pool.schedule();
  settle();  // on the pool
  co_await io.schedule();
  settle();  // expect: blocking-sleep
}
task<> staysThere(cppcoro::static_thread_pool &pool) {
  co_await cppcoro::schedule_on(pool, onThePool());
  settle();  // on the pool
}
task<> comesBack(cppcoro::static_thread_pool &pool, cppcoro::io_service &io) {
  co_await cppcoro::resume_on(io, cppcoro::schedule_on(pool, onThePool()));
  settle();  // expect: blocking-sleep
}
task<> inAScope(cppcoro::async_scope &scope) {
  scope.spawn(sleeps::ofTheThread());
  co_await scope.join();
}
task<> destructorOfAPool() {
  cppcoro::static_thread_pool pool(2);  // expect: blocking-destructor, pool-per-call
  co_await answer();
}

}  // namespace executors

namespace locks {

task<int> ofTheLibrary(cppcoro::async_mutex &mutex) {
  auto lock = co_await mutex.scoped_lock_async();
  co_return 1;
}
task<> byHand(cppcoro::async_mutex &mutex) {
  co_await mutex.lock_async();
  mutex.unlock();
}

}  // namespace locks

// What is known of these is that they suspend: test/models/known.test asks.
namespace suspends {

task<int> forEvents(cppcoro::async_manual_reset_event &event, cppcoro::async_latch &latch) {
  co_await event;
  co_await latch;
  co_return 1;
}
task<std::size_t> forARingBuffer(cppcoro::sequence_barrier<> &barrier, cppcoro::single_producer_sequencer<> &sequencer,
                                 cppcoro::static_thread_pool &pool) {
  const std::size_t slot = co_await sequencer.claim_one(pool);
  co_return slot + co_await barrier.wait_until_published(1, pool);
}
task<std::size_t> forASocket(cppcoro::net::socket &socket, char *buffer) { co_return co_await socket.recv(buffer, 64); }
task<int> forWhatIsMadeOfIt(task<int> other) {
  if (!other.is_ready()) co_await other.when_ready();
  auto both = co_await cppcoro::when_all_ready(answer(), answer());
  co_return co_await cppcoro::fmap([](int value) { return value + 1; }, answer()) + std::get<0>(both).result();
}
task<> untilTheEnd() {
  auto guard = cppcoro::on_scope_exit([] { settle(); });  // expect: blocking-sleep
  co_await answer();
}

}  // namespace suspends

int main() { return cppcoro::sync_wait(waits::theRightWay()); }
