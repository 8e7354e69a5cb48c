// RUN: %check %S dangling-lambda-coroutine
// What libraries do with a closure: continuations and handlers destroy it, some functions keep it, some only refer to it.
#include <asio.hpp>
#include <coro/coro.hpp>
#include <seastar/core/seastar.hh>

#include <chrono>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

struct fire_and_forget {
  struct promise_type {
    fire_and_forget get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};

void log(const std::string &);
seastar::future<> store(const std::string &);

namespace with_seastar {

struct cache {
  std::string name;
  seastar::future<> then() {
    return store("a").then([this]() -> seastar::future<> {  // expect: dangling-lambda-coroutine: 'then' destroys its closure
      co_await seastar::sleep(1ms);
      co_await store(name);
    });
  }
  seastar::future<> thenAwaited() {
    co_await store("a").then([this]() -> seastar::future<> {  // expect: dangling-lambda-coroutine: seastar::coroutine::lambda
      co_await seastar::sleep(1ms);
      co_await store(name);
    });
  }
  seastar::future<> thenWrapped() {
    co_await store("a").then(seastar::coroutine::lambda([this]() -> seastar::future<> {
      co_await seastar::sleep(1ms);
      co_await store(name);
    }));
  }
  seastar::future<> thenWrappedButReturned() {
    return store("a").then(seastar::coroutine::lambda([this]() -> seastar::future<> {  // expect: dangling-lambda-coroutine
      co_await seastar::sleep(1ms);
      co_await store(name);
    }));
  }
  seastar::future<> thenNoCoroutine() {
    return store("a").then([this] { return store(name); });
  }
  seastar::future<> thenNoCapture() {
    return store("a").then([]() -> seastar::future<> {
      co_await seastar::sleep(1ms);
      co_await store("b");
    });
  }
  seastar::future<> usesItOnlyBefore() {
    return store("a").then([this]() -> seastar::future<> {
      log(name);
      co_await seastar::sleep(1ms);
    });
  }
};

}  // namespace with_seastar

namespace with_asio {

asio::awaitable<void> pause();

void immediately(asio::io_context &io, std::string name) {
  asio::co_spawn(io, [name]() -> asio::awaitable<void> {  // expect: dangling-lambda-coroutine: give the lambda itself to 'co_spawn'
    co_await pause();
    log(name);
  }(), asio::detached);
}
void uncalled(asio::io_context &io, std::string name) {
  asio::co_spawn(io, [name]() -> asio::awaitable<void> {
    co_await pause();
    log(name);
  }, asio::detached);
}
void posted(asio::io_context &io, std::string name) {
  asio::post(io, [name]() -> fire_and_forget {  // expect: dangling-lambda-coroutine
    co_await store(name);
    log(name);
  });
}
void postedNoCoroutine(asio::io_context &io, std::string name) {
  asio::post(io, [name] { log(name); });
}

}  // namespace with_asio

namespace with_libcoro {

void immediately(coro::thread_pool &pool, std::string name) {
  pool.spawn_detached([&pool, name]() -> coro::task<void> {  // expect: dangling-lambda-coroutine: let 'coro::invoke' keep the lambda
    co_await pool.schedule();
    log(name);
  }());
}
void waitedFor(coro::thread_pool &pool, std::string name) {
  coro::sync_wait([&]() -> coro::task<void> {
    co_await pool.schedule();
    log(name);
  }());
}
void waitedForInScope(coro::thread_pool &pool, std::string name) {
  auto work = [&]() -> coro::task<void> {
    co_await pool.schedule();
    log(name);
  };
  coro::sync_wait(work());
}

}  // namespace with_libcoro

namespace with_threads {

void started(std::string name) {
  std::thread worker([name]() -> fire_and_forget {  // expect: dangling-lambda-coroutine
    co_await store(name);
    log(name);
  });
  worker.join();
}

}  // namespace with_threads
