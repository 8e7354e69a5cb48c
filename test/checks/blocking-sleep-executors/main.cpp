// RUN: %check %S blocking-sleep
// The executor decides: a coroutine on the loop may not sleep, one on a pool of threads may.
#include <asio.hpp>

#include <chrono>
#include <thread>

using namespace std::chrono_literals;

asio::awaitable<void> onTheLoop() {
  std::this_thread::sleep_for(1ms);  // expect: blocking-sleep
  co_return;
}
asio::awaitable<void> onAStrandOfTheLoop() {
  std::this_thread::sleep_for(1ms);  // expect: blocking-sleep
  co_return;
}
asio::awaitable<void> onBoth() {
  std::this_thread::sleep_for(1ms);  // expect: blocking-sleep
  co_return;
}
asio::awaitable<void> onThePool() {
  std::this_thread::sleep_for(1ms);
  co_return;
}
asio::awaitable<void> onAStrandOfThePool() {
  std::this_thread::sleep_for(1ms);
  co_return;
}
asio::awaitable<void> awaitedOnThePool() {
  std::this_thread::sleep_for(1ms);
  co_return;
}
asio::awaitable<void> awaitsOnThePool() { co_await awaitedOnThePool(); }
asio::awaitable<void> awaitedOnTheLoop() {
  std::this_thread::sleep_for(1ms);  // expect: blocking-sleep
  co_return;
}
asio::awaitable<void> awaitsOnTheLoop() { co_await awaitedOnTheLoop(); }

int measure() {
  std::this_thread::sleep_for(20ms);
  return 42;
}

asio::awaitable<int> offloads(asio::thread_pool &pool) {
  const int first = co_await asio::co_spawn(
      pool, []() -> asio::awaitable<int> { co_return measure(); }, asio::use_awaitable);
  const int second = measure();  // expect: blocking-sleep
  co_return first + second;
}

asio::awaitable<int> hopsThereAndBack(asio::thread_pool &pool) {
  const auto home = co_await asio::this_coro::executor;
  co_await asio::post(asio::bind_executor(pool, asio::use_awaitable));
  int sum = measure();
  co_await asio::post(asio::bind_executor(home, asio::use_awaitable));
  sum += measure();  // expect: blocking-sleep
  co_return sum;
}

asio::awaitable<int> aTimerBringsItBack(asio::thread_pool &pool, asio::steady_timer &timer) {
  co_await asio::post(asio::bind_executor(pool.get_executor(), asio::use_awaitable));
  int sum = measure();
  co_await timer.async_wait(asio::use_awaitable);
  sum += measure();  // expect: blocking-sleep
  co_return sum;
}

asio::awaitable<int> hopsOnOnePathOnly(asio::thread_pool &pool, bool big) {
  if (big)
    co_await asio::post(asio::bind_executor(pool, asio::use_awaitable));
  co_return measure();  // expect: blocking-sleep
}

asio::awaitable<void> sleepsBeforeAFakeHop(asio::thread_pool &pool) {
  for (int i = 0; i < 3; ++i) {
    std::this_thread::sleep_for(1ms);  // expect: blocking-sleep
    co_await asio::post(pool, asio::use_awaitable);
    measure();  // meant for the pool: fake-offload speaks of it
  }
}

class Service {
public:
  explicit Service(asio::io_context &io, asio::thread_pool &pool)
      : turns_(asio::make_strand(io)), jobs_(asio::make_strand(pool)) {}

  void start() {
    asio::co_spawn(
        turns_,
        []() -> asio::awaitable<void> {
          std::this_thread::sleep_for(1ms);  // expect: blocking-sleep
          co_return;
        },
        asio::detached);
    asio::co_spawn(
        jobs_,
        []() -> asio::awaitable<void> {
          std::this_thread::sleep_for(1ms);
          co_return;
        },
        asio::detached);
  }

private:
  asio::strand<asio::io_context::executor_type> turns_;
  asio::strand<asio::thread_pool::executor_type> jobs_;
};

void erased(asio::io_context &io, asio::thread_pool &pool, asio::any_io_executor unknown) {
  asio::any_io_executor loop = io.get_executor();
  asio::post(loop, [] {
    std::this_thread::sleep_for(1ms);  // expect: blocking-sleep
  });
  asio::any_io_executor threads = pool.get_executor();
  asio::post(threads, [] { std::this_thread::sleep_for(1ms); });
  asio::post(unknown, [] { std::this_thread::sleep_for(1ms); });  // expect: blocking-sleep
}

int main() {
  asio::io_context io;
  asio::thread_pool pool(4);
  asio::steady_timer timer(io);
  asio::co_spawn(io, onTheLoop(), asio::detached);
  asio::co_spawn(asio::make_strand(io), onAStrandOfTheLoop(), asio::detached);
  asio::co_spawn(io, onBoth(), asio::detached);
  asio::co_spawn(pool, onBoth(), asio::detached);
  asio::co_spawn(pool, onThePool(), asio::detached);
  asio::co_spawn(asio::make_strand(pool), onAStrandOfThePool(), asio::detached);
  asio::co_spawn(pool, awaitsOnThePool(), asio::detached);
  asio::co_spawn(io, awaitsOnTheLoop(), asio::detached);
  asio::co_spawn(io, offloads(pool), asio::detached);
  asio::co_spawn(io, hopsThereAndBack(pool), asio::detached);
  asio::co_spawn(io, aTimerBringsItBack(pool, timer), asio::detached);
  asio::co_spawn(io, hopsOnOnePathOnly(pool, true), asio::detached);
  Service service(io, pool);
  service.start();
  erased(io, pool, io.get_executor());
  io.run();
  pool.join();
}
