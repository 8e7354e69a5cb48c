// RUN: %check %s detached-task
// Detached work whose error is lost or that outlives its object, and twins that catch, tell, own or just end.
#include <BS_thread_pool.hpp>
#include <asio.hpp>
#include <coro/coro.hpp>
#include <seastar/core/seastar.hh>
#include <taskflow/taskflow.hpp>
#include <userver/engine/async.hpp>

#include <chrono>
#include <cstdio>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <stdexcept>
#include <thread>
#include <tuple>

using asio::awaitable;
using asio::ip::tcp;

void log(const char *);
bool valid(int);

namespace mistakes {

awaitable<void> load(int id) {
  if (!valid(id)) throw std::invalid_argument("no such profile");
  co_return;
}
void direct(asio::io_context &io) {
  asio::co_spawn(io, load(1), asio::detached);  // expect: detached-task: is lost
}

void check(int id) {
  if (!valid(id)) throw std::invalid_argument("no such order");
}
awaitable<void> order(int id) {
  check(id);
  co_return;
}
awaitable<void> orders() { co_await order(2); }
void throughTwo(asio::any_io_executor executor) {
  asio::co_spawn(executor, orders(), asio::detached);  // expect: detached-task
}

awaitable<void> catchesOther(int id) {
  try {
    co_await load(id);
  } catch (const std::system_error &e) {
    log(e.what());
  }
}
void wrongHandler(asio::io_context &io) {
  asio::co_spawn(io, catchesOther(3), asio::detached);  // expect: detached-task
}

void lambda(asio::io_context &io, int id) {
  asio::co_spawn(  // expect: detached-task
      io, [id]() -> awaitable<void> { co_await load(id); }, asio::detached);
}

struct Service {
  awaitable<void> run() {
    check(size_);
    co_return;
  }
  void start(asio::io_context &io) {
    asio::co_spawn(io, run(), asio::detached);  // expect: detached-task
  }
  int size_ = 0;
};

template <class T> awaitable<void> typed(T value) {
  if (value < 0) throw std::out_of_range("negative");
  co_return;
}
void inATemplate(asio::io_context &io) {
  asio::co_spawn(io, typed(1), asio::detached);  // expect: detached-task
}
#define SPAWN(io, task) asio::co_spawn(io, task, asio::detached)
void byMacro(asio::io_context &io) {
  SPAWN(io, load(4));  // expect: detached-task
}

coro::task<void> job(int id) {
  check(id);
  co_return;
}
void ofLibcoro(coro::thread_pool &pool) {
  pool.spawn_detached(job(1));  // expect: detached-task
}
void ofPools(BS::thread_pool<> &pool, tf::Executor &executor) {
  pool.detach_task([] { check(1); });       // expect: detached-task
  executor.silent_async([] { check(2); });  // expect: detached-task
}

awaitable<void> session(tcp::socket socket, char (&buffer)[8]) {
  try {
    for (;;) co_await socket.async_read_some(asio::buffer(buffer), asio::use_awaitable);
  } catch (const std::exception &e) {
    log(e.what());
  }
}
char buffer[8];
awaitable<void> listen(tcp::acceptor &acceptor, asio::any_io_executor executor) {
  for (;;) {
    auto socket = co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(executor, session(std::move(socket), buffer), asio::detached);  // it catches its errors
  }
}
void serve(asio::io_context &io, tcp::acceptor &acceptor) {
  asio::co_spawn(io, listen(acceptor, io.get_executor()), asio::detached);  // expect: detached-task: ends its loop without a word
}

awaitable<void> attend(tcp::socket guest, char (&wish)[8]) {
  for (;;) {
    co_await guest.async_read_some(asio::buffer(wish), asio::use_awaitable);
    co_await guest.async_write_some(asio::buffer(wish), asio::use_awaitable);
  }
}
awaitable<void> attendBelow(tcp::socket guest, char (&wish)[8]) { co_await attend(std::move(guest), wish); }
void admit(asio::any_io_executor executor, tcp::socket one, tcp::socket other) {
  asio::co_spawn(executor, attend(std::move(one), buffer), asio::detached);  // expect: detached-task: just the end of its own connection
  asio::co_spawn(executor, attendBelow(std::move(other), buffer), asio::detached);  // expect: detached-task
}

awaitable<int> fetch(int id);
awaitable<void> refresh(asio::steady_timer &timer) {
  for (;;) {
    co_await fetch(1);
    timer.expires_after(std::chrono::seconds(30));
    co_await timer.async_wait(asio::use_awaitable);
  }
}
coro::task<int> load();
coro::task<void> reload() {
  while (true) co_await load();
}
void inTheBackground(asio::io_context &io, asio::steady_timer &timer, coro::thread_pool &pool) {
  asio::co_spawn(io, refresh(timer), asio::detached);  // expect: detached-task: the first error of 'fetch'
  pool.spawn_detached(reload());                       // expect: detached-task
}

class Poller {
public:
  void start() {
    std::thread([this] { run(); }).detach();  // expect: detached-task: uses 'this'
  }
  void startByName() {
    std::thread thread(&Poller::run, this);
    thread.detach();  // expect: detached-task
  }

private:
  void run() {
    while (running_) std::this_thread::sleep_for(std::chrono::seconds(1));
  }
  bool running_ = true;
};

}  // namespace mistakes

namespace innocent {

awaitable<void> load(int id) {
  try {
    co_await mistakes::load(id);
  } catch (const std::exception &e) {
    log(e.what());
  }
}
awaitable<void> unknown();
awaitable<void> rethrowsAfterALog() {
  try {
    co_await unknown();
  } catch (...) {
    log("failed");
    throw;
  }
}
awaitable<void> listen(tcp::acceptor &acceptor) {
  for (;;) {
    try {
      co_await acceptor.async_accept(asio::use_awaitable);
    } catch (const std::exception &e) {
      log(e.what());
    }
  }
}
awaitable<void> acceptOnce(tcp::acceptor &acceptor) {
  asio::error_code error;
  co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
}
awaitable<void> errorsAsValues(tcp::acceptor &acceptor) {
  for (;;) {
    asio::error_code error;
    co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
    if (error) log("accept failed");
  }
}
awaitable<std::tuple<asio::error_code, int>> receive();
awaitable<void> receiveForEver() {
  for (;;) {
    auto [error, size] = co_await receive();
    if (error) co_return;
  }
}
awaitable<void> tick(asio::steady_timer &timer) {
  for (;;) {
    timer.expires_after(std::chrono::seconds(1));
    co_await timer.async_wait(asio::use_awaitable);  // fails when it is cancelled: the end that was meant
  }
}
void start(asio::io_context &io, tcp::acceptor &acceptor, asio::steady_timer &timer) {
  asio::co_spawn(io, load(1), asio::detached);
  asio::co_spawn(io, unknown(), asio::detached);
  asio::co_spawn(io, rethrowsAfterALog(), asio::detached);
  asio::co_spawn(io, listen(acceptor), asio::detached);
  asio::co_spawn(io, acceptOnce(acceptor), asio::detached);
  asio::co_spawn(io, errorsAsValues(acceptor), asio::detached);
  asio::co_spawn(io, tick(timer), asio::detached);
  asio::co_spawn(io, receiveForEver(), asio::detached);
}
void heard(asio::io_context &io) {
  asio::co_spawn(io, mistakes::load(1), [](std::exception_ptr error) {
    if (error) std::rethrow_exception(error);
  });
  auto result = asio::co_spawn(io, mistakes::load(2), asio::use_future);
  result.get();
}

awaitable<int> readMessage(tcp::socket &socket);
awaitable<void> session(tcp::socket socket) {
  for (;;) co_await readMessage(socket);
}
awaitable<int> fetchAndCatch() {
  try {
    co_return co_await mistakes::fetch(1);
  } catch (const std::exception &e) {
    log(e.what());
    co_return 0;
  }
}
awaitable<void> refresh() {
  for (;;) co_await fetchAndCatch();
}
void sessions(asio::io_context &io, tcp::socket socket) {
  asio::co_spawn(io, session(std::move(socket)), asio::detached);
  asio::co_spawn(io, refresh(), asio::detached);
}
awaitable<void> forEachJob(asio::any_io_executor executor, asio::steady_timer &timer) {
  for (int i = 0; i < 3; ++i) asio::co_spawn(executor, mistakes::refresh(timer), asio::detached);
  co_return;
}

class Worker : public std::enable_shared_from_this<Worker> {
public:
  void start() {
    std::thread([self = shared_from_this()] { self->run(); }).detach();
  }
  void startAndTell() {
    std::thread([this] {
      run();
      done_.set_value();
    }).detach();
  }
  ~Worker() { done_.get_future().wait(); }
  void startAndCall(std::function<void()> done) {
    std::thread([this, done = std::move(done)] {
      run();
      done();
    }).detach();
  }

private:
  void run();
  std::promise<void> done_;
};
void onItsOwn() {
  std::thread([] { std::puts("bye"); }).detach();
}
coro::task<void> quiet() { co_return; }
void quietly(coro::thread_pool &pool) { pool.spawn_detached(quiet()); }

}  // namespace innocent

// ---------------------------------------------------------------- tasks that use their object

class Shop {
public:
  void renew() {
    userver::utils::Async("renew", [this] { load(); }).Detach();  // expect: detached-task: this task is detached
  }
  void start() {
    (void)lights();  // expect: detached-task: 'Shop::close' tells it to end through 'closing_'
  }
  void startChain() {
    (void)seastar::do_until([this] { return closing_; }, [this] { return dim(); });  // expect: detached-task
  }
  void startLocked() {
    (void)seastar::with_semaphore(one_, 1, [this] { return lights(); });  // expect: detached-task: tells it to end
  }
  // Innocent: holds the gate, takes care of its error, or ends by itself.
  void hold() {
    (void)seastar::with_gate(gate_, [this] { return lights(); });
  }
  void heard() {
    (void)lights().handle_exception([](std::exception_ptr) { log("dark"); });
  }
  void once() { (void)dim(); }
  void own() { (void)guarded(); }
  void close() { closing_ = true; }

private:
  void load();
  seastar::future<> dim();
  seastar::future<> lights() {
    while (!closing_) co_await dim();
  }
  seastar::future<> guarded() {
    try {
      while (!closing_) co_await dim();
    } catch (...) {
      log("dark");
    }
  }
  seastar::gate gate_;
  seastar::semaphore one_{1};
  bool closing_ = false;
};
// Innocent: nobody tells the loop to end but the loop itself; whoever does hears when it has.
class Count {
public:
  void start() { (void)down(); }
  void startAndTell() { (void)downAndTell(); }
  void stop() {
    running_ = false;
    ended_.get_future().wait();
  }

private:
  seastar::future<> tick();
  seastar::future<> down() {
    while (left_ > 0) {
      co_await tick();
      --left_;
    }
  }
  seastar::future<> downAndTell() {
    while (running_) co_await tick();
    ended_.set_value();
  }
  std::promise<void> ended_;
  bool running_ = true;
  int left_ = 3;
};

// Known miss: the detached thread uses a global that is destroyed before it ends.
std::unique_ptr<int> shared;
void FN_global() {
  std::thread([] {
    if (shared) log("still here");
  }).detach();
}

// Known miss: a function that is only declared may throw, and nobody hears of it.
void listenOn(int port);
awaitable<void> serve(int port) {
  listenOn(port);
  co_return;
}
void FN_plainCall(asio::io_context &io) { asio::co_spawn(io, serve(80), asio::detached); }

// Cast to void, and it throws.
namespace cast {

seastar::future<> fetch(int);
seastar::future<> checked(int n) {
  if (n < 0) throw std::invalid_argument("negative");
  co_await fetch(n);
}
seastar::future<> through(int n) { co_await checked(n); }
seastar::future<> careful(int n) {
  try {
    co_await checked(n);
  } catch (const std::exception &) {
    log("not fetched");
  }
}
void lost() { (void)checked(1); }  // expect: detached-task: an error that it throws
void lostFurtherDown() { (void)through(1); }  // expect: detached-task
void caught() { (void)careful(1); }
void unknown() { (void)fetch(1); }
void handled() {
  (void)checked(1).handle_exception([](std::exception_ptr) { log("not fetched"); });
}

}  // namespace cast
