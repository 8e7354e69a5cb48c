// RUN: %check %s blocking-wait
// Running a loop from inside a handler: one's own serves the tasks that wait, another one holds them up.
#include <asio.hpp>
#include <coro/coro.hpp>
#include <folly/io/async/EventBase.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;

namespace own {

void spin(asio::io_context &io) { io.run_for(10ms); }

void inAHandler() {
  asio::io_context io;
  asio::post(io, [&] { io.run_one(); });
  asio::post(io, [&io] { spin(io); });
  asio::steady_timer timer(io);
  timer.async_wait([&](asio::error_code) { io.run_for(10ms); });
  io.run();
}

class Server {
public:
  void start() {
    asio::post(io_, [this] { io_.run_for(1ms); });
    asio::co_spawn(io_, serve(), asio::detached);
  }

private:
  asio::awaitable<void> serve() {
    io_.run_one();
    co_return;
  }
  asio::io_context io_;
};

}  // namespace own

namespace others {

void inAHandler() {
  asio::io_context outer, inner;
  asio::post(outer, [&] {
    inner.run();  // expect: blocking-wait
  });
  outer.run();
}

class Server {
public:
  void start() {
    asio::post(io_, [this] {
      worker_.run();  // expect: blocking-wait
    });
    asio::co_spawn(io_, serve(), asio::detached);
  }

private:
  asio::awaitable<void> serve() {
    worker_.run_for(1ms);  // expect: blocking-wait
    co_return;
  }
  asio::io_context io_, worker_;
};

asio::awaitable<void> ofNobodyKnownLoop(asio::io_context &io) {
  io.run();  // expect: blocking-wait
  co_return;
}

}  // namespace others

// A coroutine that a plain function waits for may run the loop: that is what it is for.
namespace driven {

coro::task<void> work();

void byItself() {
  asio::io_context io;
  coro::sync_wait([](asio::io_context &loop) -> coro::task<void> {
    loop.run();
    co_return;
  }(io));
}
void withOthers() {
  asio::io_context io;
  auto runs = [&]() -> coro::task<void> {
    io.run();
    co_return;
  };
  coro::sync_wait(coro::when_all(work(), runs()));
}
coro::task<void> awaited(asio::io_context &io) {
  io.run();  // expect: blocking-wait
  co_return;
}
coro::task<void> awaits(asio::io_context &io) { co_await awaited(io); }
void notIt(asio::io_context &io) { coro::sync_wait(awaits(io)); }

}  // namespace driven

// Who asks first on which thread it is waits for the loop on no thread of that loop.
namespace asked {

class Desk {
public:
  bool isInLoopThread() const { return std::this_thread::get_id() == id_; }
  bool isElsewhere() const;  // in another file: nobody knows what it asks

  void run(const std::function<void()> &work) {
    if (isInLoopThread()) {
      work();
      return;
    }
    asio::post(io_, work);
    wait();
  }
  void runUnlessElsewhere(const std::function<void()> &work) {
    if (!(std::this_thread::get_id() != id_)) return work();
    asio::post(io_, work);
    wait();
  }
  void runOnTheWrongSide(const std::function<void()> &work) {
    if (isInLoopThread()) {
      asio::post(io_, work);
      wait();
    } else {
      work();
    }
  }
  void runAsNobodyKnows(const std::function<void()> &work) {
    if (isElsewhere()) return work();
    asio::post(io_, work);
    wait();
  }

  void start() {
    asio::post(io_, [this] { run([] {}); });
    asio::post(io_, [this] { runUnlessElsewhere([] {}); });
    asio::post(io_, [this] {
      runOnTheWrongSide([] {});  // expect: blocking-wait
    });
    asio::post(io_, [this] {
      runAsNobodyKnows([] {});  // expect: blocking-wait
    });
    io_.run();
  }

private:
  void wait() {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] { return finished_; });
  }
  asio::io_context io_;
  std::thread::id id_;
  std::mutex mutex_;
  std::condition_variable done_;
  bool finished_ = false;
};

}  // namespace asked

// On the loop's own thread it runs at once; the other one waits for the loop, wherever it is.
namespace at_once {

void count();
void onTheLoop(folly::EventBase &loop) {
  loop.runInEventBaseThread([&loop] { loop.runImmediatelyOrRunInEventBaseThreadAndWait([] { count(); }); });
}
void onAnother(folly::EventBase &loop, folly::EventBase &other) {
  loop.runInEventBaseThread([&other] {
    other.runInEventBaseThreadAndWait([] { count(); });  // expect: blocking-wait
  });
}

}  // namespace at_once
