// RUN: %check %S blocking-sleep
// Handlers and continuations: async by themselves, wherever they are written.
#include <asio.hpp>
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <folly/futures/Future.h>
#include <folly/io/async/EventBase.h>

#include <array>
#include <chrono>
#include <csignal>
#include <functional>
#include <memory>
#include <thread>
#include <utility>

using namespace std::chrono_literals;
using asio::error_code;
using asio::ip::tcp;

void cool() { std::this_thread::sleep_for(5ms); }

// ---------------------------------------------------------------- completion handlers

void timerHandlers(asio::steady_timer &timer) {
  timer.async_wait([](error_code) {
    std::this_thread::sleep_for(1s);  // expect: blocking-sleep
  });
  timer.async_wait([](const error_code &ec) {
    if (!ec)
      cool();  // expect: blocking-sleep
  });
  timer.async_wait([](auto ec) {
    if (!ec)
      ::usleep(10);  // expect: blocking-sleep
  });
  auto named = [](error_code) {
    cool();  // expect: blocking-sleep
  };
  timer.async_wait(named);
  auto moved = [](error_code) {
    cool();  // expect: blocking-sleep
  };
  timer.async_wait(std::move(moved));
  timer.async_wait([](error_code) {});
  cool();  // nobody async calls this function
}

void onTick(error_code) {
  cool();  // expect: blocking-sleep
}
struct OnTock {
  void operator()(error_code) const {
    cool();  // expect: blocking-sleep
  }
};
void plainFunctionAndFunctor(asio::steady_timer &timer) {
  timer.async_wait(&onTick);
  timer.async_wait(OnTock{});
}

class Session : public std::enable_shared_from_this<Session> {
public:
  explicit Session(tcp::socket socket) : socket_(std::move(socket)) {}

  void read() {
    socket_.async_read_some(asio::buffer(in_), [self = shared_from_this()](error_code ec, std::size_t n) {
      if (!ec)
        self->handle(n);  // expect: blocking-sleep
    });
  }
  void write() {
    asio::async_write(socket_, asio::buffer(in_),
                      std::bind(&Session::written, this, std::placeholders::_1, std::placeholders::_2));
  }
  void close() { cool(); }  // its only caller is main

private:
  void handle(std::size_t n) {
    if (n == 0)
      throttle();
    read();
  }
  void throttle() { std::this_thread::sleep_for(10ms); }
  void written(error_code, std::size_t) {
    throttle();  // expect: blocking-sleep
  }

  tcp::socket socket_;
  std::array<char, 512> in_{};
};

void signalHandler(asio::signal_set &signals) {
  signals.async_wait([](error_code, int) {
    ::sleep(1);  // expect: blocking-sleep
  });
}

// ---------------------------------------------------------------- posted work

void posted(asio::io_context &io, asio::strand<asio::io_context::executor_type> &strand) {
  asio::post(io, [] {
    cool();  // expect: blocking-sleep
  });
  asio::post(io.get_executor(), [] {
    cool();  // expect: blocking-sleep
  });
  asio::dispatch(strand, [] {
    cool();  // expect: blocking-sleep
  });
  asio::defer(asio::make_strand(io), [] {
    cool();  // expect: blocking-sleep
  });
  asio::post(asio::bind_executor(strand, [] {
    cool();  // expect: blocking-sleep
  }));
}

void postedToAPool(asio::thread_pool &pool, asio::steady_timer &timer) {
  asio::post(pool, [] { cool(); });
  asio::post(pool.get_executor(), [] { cool(); });
  asio::dispatch(asio::make_strand(pool), [] { cool(); });
  asio::post(asio::bind_executor(pool, [] { cool(); }));
  timer.async_wait(asio::bind_executor(pool, [](error_code) { cool(); }));
}

void thereAndBack(asio::io_context &io, asio::thread_pool &pool) {
  asio::post(io, [&] {
    asio::post(pool, [&] {
      cool();
      asio::post(io, [] {
        cool();  // expect: blocking-sleep
      });
    });
  });
}

// ---------------------------------------------------------------- continuations

folly::SemiFuture<int> fetch();

void continuations(folly::EventBase *loop, folly::CPUThreadPoolExecutor *pool) {
  auto onTheLoop = fetch()
                       .via(loop)
                       .thenValue([](int n) {
                         std::this_thread::sleep_for(1ms);  // expect: blocking-sleep
                         return n;
                       })
                       .thenValue([](int) {
                         cool();  // expect: blocking-sleep
                       });
  auto nothingSlow = fetch().via(loop).thenValue([](int n) { return n + 1; });
  loop->runInEventBaseThread([] {
    cool();  // expect: blocking-sleep
  });
  auto onThePool = fetch().via(pool).thenValue([](int n) {
    cool();
    return n;
  });
  auto started = folly::via(pool, [] { cool(); });
}

// ---------------------------------------------------------------- own threads

void ownThreads() {
  std::thread([] { cool(); }).join();
  std::jthread watch([] { std::this_thread::sleep_for(1s); });
}

int main() {
  cool();
  asio::io_context io;
  asio::thread_pool pool(2);
  auto session = std::make_shared<Session>(tcp::socket(io));
  session->read();
  session->write();
  io.run();
  session->close();
  ownThreads();
}
