// RUN: %check %S blocking-wait
// Handlers and continuations that wait for another thread.
#include <asio.hpp>
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <folly/futures/Future.h>
#include <folly/io/async/EventBase.h>

#include <chrono>
#include <future>
#include <latch>
#include <thread>
#include <utility>

using namespace std::chrono_literals;

folly::SemiFuture<int> fetch();

class Importer {
public:
  explicit Importer(asio::io_context &io) : timer_(io) {}

  void start() {
    timer_.expires_after(1s);
    timer_.async_wait([this](asio::error_code ec) {
      if (ec)
        return;
      collect();  // expect: blocking-wait
      start();
    });
  }
  void poll() {
    timer_.async_wait([this](asio::error_code) {
      if (answer_.valid() && answer_.wait_for(0s) == std::future_status::ready)
        value_ = answer_.get();
    });
  }

private:
  void collect() { value_ = answer_.get(); }

  asio::steady_timer timer_;
  std::future<int> answer_;
  int value_ = 0;
};

void posted(asio::io_context &io, asio::thread_pool &pool, std::latch &latch, std::thread &worker) {
  asio::post(io, [&latch] {
    latch.wait();  // expect: blocking-wait
  });
  asio::dispatch(asio::make_strand(io), [&worker] {
    worker.join();  // expect: blocking-wait
  });
  asio::post(pool, [&latch] { latch.wait(); });
}

void continuations(folly::EventBase *loop, folly::CPUThreadPoolExecutor *pool, std::latch &latch) {
  auto onTheLoop = fetch().via(loop).thenValue([&latch](int n) {
    latch.wait();  // expect: blocking-wait
    return n;
  });
  auto nested = fetch().via(loop).thenValue([](int n) {
    return n + fetch().get();  // expect: blocking-wait
  });
  auto chained = fetch().via(loop).thenValue([](int) { return fetch(); });
  auto onThePool = fetch().via(pool).thenValue([&latch](int n) {
    latch.wait();
    return n;
  });
}

int main() {
  asio::io_context io;
  asio::thread_pool pool(2);
  std::latch latch(1);
  std::thread worker([&latch] { latch.wait(); });
  Importer importer(io);
  importer.start();
  importer.poll();
  posted(io, pool, latch, worker);
  io.run();
  pool.join();
}
