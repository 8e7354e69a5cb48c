// RUN: %check %S blocking-sleep
// The same names in the real headers of Boost.Asio.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <functional>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

void settle() { std::this_thread::sleep_for(5ms); }

asio::awaitable<void> onTheLoop(asio::thread_pool &pool) {
  std::this_thread::sleep_for(5ms);  // expect: blocking-sleep
  settle();  // expect: blocking-sleep
  co_await asio::steady_timer(co_await asio::this_coro::executor, 5ms).async_wait(asio::use_awaitable);
  co_await asio::post(asio::bind_executor(pool, asio::use_awaitable));
  settle();
}

asio::awaitable<void> onThePool() {
  settle();
  co_return;
}

class Blinker {
public:
  explicit Blinker(asio::io_context &io) : timer_(io), strand_(asio::make_strand(io)) {}

  void arm() {
    timer_.expires_after(1s);
    timer_.async_wait([this](const boost::system::error_code &ec) {
      if (ec)
        return;
      settle();  // expect: blocking-sleep
      arm();
    });
    timer_.async_wait(std::bind(&Blinker::blink, this, std::placeholders::_1));
    asio::post(strand_, [] {
      settle();  // expect: blocking-sleep
    });
  }

private:
  void blink(const boost::system::error_code &) {
    settle();  // expect: blocking-sleep
  }

  asio::steady_timer timer_;
  asio::strand<asio::io_context::executor_type> strand_;
};

int main() {
  settle();
  asio::io_context io;
  asio::thread_pool pool(2);
  asio::co_spawn(io, onTheLoop(pool), asio::detached);
  asio::co_spawn(pool, onThePool(), asio::detached);
  asio::post(pool, [] { settle(); });
  asio::post(asio::make_strand(pool), [] { settle(); });
  Blinker blinker(io);
  blinker.arm();
  io.run();
  pool.join();
}
