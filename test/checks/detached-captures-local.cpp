// RUN: %check %s detached-captures-local
// Work that goes on after a function has returned and refers to what was the function's, and its innocent twins.
#include <asio.hpp>
#include <task.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <latch>
#include <memory>
#include <pthread.h>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

namespace threads {

void detached(std::string name) {
  std::thread worker([&] { name += "!"; });  // expect: detached-captures-local: refers to 'name', which dies when 'detached' returns, but the thread goes on
  worker.detach();
}
void detachedAtOnce(std::string name) {
  std::thread([&name] { name += "!"; }).detach();  // expect: detached-captures-local
}
void detachedCopy(std::string name) {
  std::thread([name]() mutable { name += "!"; }).detach();
}
void detachedShared(std::string name) {
  auto shared = std::make_shared<std::string>(std::move(name));
  std::thread([shared] { *shared += "!"; }).detach();
}
void detachedSharedByReference(std::string name) {
  auto shared = std::make_shared<std::string>(std::move(name));
  std::thread([&shared] { *shared += "!"; }).detach();  // expect: detached-captures-local
}
void joined(std::string name) {
  std::thread worker([&] { name += "!"; });
  worker.join();
}
void joinedByItself(std::string name) {
  std::jthread worker([&] { name += "!"; });
}
void detachedStatic() {
  static std::string name;
  std::thread([&] { name += "!"; }).detach();
}
void detachedReference(std::string &name) {
  std::thread([&] { name += "!"; }).detach();  // the caller's: nothing is known of it
}
void arguments(std::string name) {
  std::thread([](std::string &text) { text += "!"; }, std::ref(name)).detach();  // expect: detached-captures-local: this argument
}
void pointer(int count) {
  std::thread([](int *counter) { ++*counter; }, &count).detach();  // expect: detached-captures-local
}
void view(std::string name) {
  std::string_view text = name;
  std::thread([text] { std::string copy(text); }).detach();  // expect: detached-captures-local
}

class pool {
public:
  ~pool() {
    for (auto &worker : workers_) worker.join();
  }
  void start(int count) {
    first_ = std::thread([&count] { ++count; });  // expect: detached-captures-local
  }
  void startCopy(int count) {
    first_ = std::thread([this, count] { total_ += count; });
  }
  void runAll(std::vector<int> jobs) {
    std::atomic<int> done = 0;
    for (int job : jobs) workers_.emplace_back([&done, job] { done += job; });
    for (auto &worker : workers_) worker.join();
  }
private:
  std::thread first_;
  std::vector<std::thread> workers_;
  std::atomic<int> total_ = 0;
};

void async(std::string name) {
  auto answer = std::async(std::launch::async, [&] { name += "!"; });  // its destructor waits
}
std::future<void> asyncReturned(std::string name) {
  return std::async(std::launch::async, [&] { name += "!"; });  // expect: detached-captures-local
}
void latched(asio::thread_pool &workers, std::string name) {
  std::latch done(1);
  asio::post(workers, [&] {
    name += "!";
    done.count_down();
  });
  done.wait();
}
void polled(asio::thread_pool &workers) {
  std::atomic<bool> done = false;
  asio::post(workers, [&] { done = true; });
  while (!done) std::this_thread::yield();
}

}  // namespace threads

namespace handlers {

void posted(asio::io_context &io, std::string name) {
  asio::post(io, [&] { name += "!"; });  // expect: detached-captures-local: 'post' runs it later
}
void postedCopy(asio::io_context &io, std::string name) {
  asio::post(io, [name = std::move(name)]() mutable { name += "!"; });
}
void postedAndRun(std::string name) {
  asio::io_context io;
  asio::post(io, [&] { name += "!"; });
  io.run();
}
void joinedPool(std::string name) {
  asio::thread_pool workers(2);
  asio::post(workers, [&] { name += "!"; });
  workers.join();
}
void timer(asio::steady_timer &timer, int attempts) {
  timer.async_wait([&attempts](auto) { ++attempts; });  // expect: detached-captures-local
}
void bound(asio::io_context &io, int count) {
  asio::post(io, std::bind([](int &c) { ++c; }, std::ref(count)));  // expect: detached-captures-local: what is bound here
}
void named(asio::io_context &io, int count) {
  auto work = [&count] { ++count; };  // expect: detached-captures-local
  asio::post(io, work);
}
void erased(asio::io_context &io, int count) {
  std::function<void()> work = [&count] { ++count; };  // expect: detached-captures-local
  asio::post(io, std::move(work));
}
void nested(asio::io_context &io, int count) {
  auto work = [&count] { ++count; };  // expect: detached-captures-local
  asio::post(io, [work] { work(); });
}
void onlyCalled(int count) {
  auto work = [&count] { ++count; };
  work();
}
asio::awaitable<void> awaited(asio::io_context &io, int count) {
  co_await asio::co_spawn(io, [&count]() -> asio::awaitable<void> { ++count; co_return; }, asio::use_awaitable);
}
void algorithm(std::vector<int> all) {
  int sum = 0;
  std::for_each(all.begin(), all.end(), [&](int i) { sum += i; });
}

struct session {
  int count = 0;
  asio::io_context &io;
  void start() {
    asio::post(io, [this] { ++count; });  // nothing is known of the object
  }
  ~session() {
    asio::post(io, [this] { ++count; });  // expect: detached-captures-local: the object is destroyed behind the destructor
  }
};

}  // namespace handlers

namespace stored {

class bus {
public:
  void subscribe(std::function<void(int)> handler) { handlers_.push_back(std::move(handler)); }
  void setHandler(std::function<void(int)> handler) { one_ = std::move(handler); }
  template <class F> void add(F &&handler) { handlers_.emplace_back(std::forward<F>(handler)); }
  void forEach(const std::function<void(int)> &visit) {
    for (int i = 0; i < 3; ++i) visit(i);
  }
  void forward(std::function<void(int)> handler) { subscribe(std::move(handler)); }
  void publish(int value) {
    for (auto &handler : handlers_) handler(value);
  }
private:
  std::vector<std::function<void(int)>> handlers_;
  std::function<void(int)> one_;
};

void subscribes(bus &bus, int count) {
  bus.subscribe([&](int i) { count += i; });  // expect: detached-captures-local: 'subscribe' keeps it for later
}
void sets(bus &bus, int count) {
  bus.setHandler([&count](int i) { count += i; });  // expect: detached-captures-local
}
void adds(bus &bus, int count) {
  bus.add([&](int i) { count += i; });  // expect: detached-captures-local
}
void throughAnother(bus &bus, int count) {
  bus.forward([&](int i) { count += i; });  // expect: detached-captures-local
}
void visits(bus &bus, int count) {
  bus.forEach([&](int i) { count += i; });
}
void ownBus(int count) {
  bus own;
  own.subscribe([&](int i) { count += i; });
  own.publish(1);
}
void publishesBefore(bus &bus, int count) {
  bus.subscribe([&](int i) { count += i; });  // the object is used again: it may have run and dropped it
  bus.publish(1);
}
void copies(bus &bus, int count) {
  bus.subscribe([count](int i) mutable { count += i; });
}

std::vector<std::function<void()>> atExit;
void global(int count) {
  atExit.push_back([&count] { ++count; });  // expect: detached-captures-local
}

class owner {
public:
  void listen(int limit) {
    bus_.subscribe([&limit](int i) { limit -= i; });  // expect: detached-captures-local
  }
  void listenSafely() {
    bus_.subscribe([this](int i) { total_ += i; });
  }
private:
  bus bus_;
  int total_ = 0;
};

}  // namespace stored

// A callable in a variable is copied by what runs it: its own death is not the end of the work.
namespace copied {

void once(asio::io_context &io, std::string text) {
  std::function<void()> work = [&text] { text.clear(); };  // expect: detached-captures-local
  asio::post(io, work);
}
void twice(asio::io_context &io, std::string text) {
  std::function<void()> work = [&text] { text.clear(); };  // expect: detached-captures-local
  for (int i = 0; i < 2; ++i) asio::post(io, work);
}
void own(asio::io_context &io, std::string text) {
  std::function<void()> work = [text]() mutable { text.clear(); };
  asio::post(io, work);
}
void here(std::string text) {
  asio::io_context io;
  std::function<void()> work = [&text] { text.clear(); };
  asio::post(io, work);
  io.run();
}

}  // namespace copied

namespace tasks {

template <class F> home::task<> retry(F work) {
  for (int i = 0; i < 3; ++i)
    if (co_await work()) co_return;
}

home::task<> returned(int count) {
  return retry([&count]() -> home::task<bool> { co_return ++count > 1; });  // expect: detached-captures-local: the task of 'retry' goes on using it
}
home::task<> awaited(int count) {
  co_await retry([&count]() -> home::task<bool> { co_return ++count > 1; });
}
home::task<> awaitedLater(int count) {
  auto task = retry([&count]() -> home::task<bool> { co_return ++count > 1; });
  co_await std::move(task);
}

}  // namespace tasks

namespace shapes {

template <class T> void instantiated(asio::io_context &io, T value) {
  asio::post(io, [&value] { ++value; });  // expect: detached-captures-local
}
void instantiate(asio::io_context &io) { instantiated(io, 1); }

#define LATER(io, ...) asio::post(io, [&] { __VA_ARGS__; })
void byMacro(asio::io_context &io, int count) {
  LATER(io, ++count);  // expect: detached-captures-local
}

void onAPath(asio::thread_pool &workers, bool wait) {
  int count = 0;
  asio::post(workers, [&count] { ++count; });  // expect: detached-captures-local
  if (wait) workers.join();
}

void innerScope(asio::thread_pool &workers) {
  {
    int count = 0;
    asio::post(workers, [&count] { ++count; });  // expect: detached-captures-local: dies at the end of its scope
  }
  workers.join();
}

struct awaiter {
  asio::io_context &io;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    asio::post(io, [this, &h] { h.resume(); });  // expect: detached-captures-local: refers to 'h'
  }
  void await_resume() {}
};
struct goodAwaiter {
  asio::io_context &io;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    asio::post(io, [this, h] { h.resume(); });
  }
  void await_resume() {}
};

}  // namespace shapes

namespace asio {
template <typename Token, typename Signature, typename Initiation, typename Given>
auto async_initiate(Initiation &&initiation, Given &&) {
  if constexpr (std::is_same_v<std::decay_t<Given>, use_awaitable_t<>>) {
    initiation(1);
    return awaitable<void>();
  } else {
    initiation(1);
  }
}
}  // namespace asio

namespace buffers {

void writes(asio::ip::tcp::socket &socket, int n) {
  std::string text = std::to_string(n);
  asio::async_write(socket, asio::buffer(text), [](asio::error_code, std::size_t) {});  // expect: detached-captures-local
}
void writesWhatTheHandlerOwns(asio::ip::tcp::socket &socket, int n) {
  auto text = std::make_shared<std::string>(std::to_string(n));
  asio::async_write(socket, asio::buffer(*text), [text](asio::error_code, std::size_t) {});
}

// The sequence is copied; the memory belongs to whoever called.
void writesTwo(asio::ip::tcp::socket &socket, const std::string &head, const std::string &text) {
  std::vector<asio::const_buffer> both{asio::buffer(head), asio::buffer(text)};
  asio::async_write(socket, both, [](asio::error_code, std::size_t) {});
}

void sendParts(asio::ip::tcp::socket &socket, const std::string &text) {
  std::string head = "head";
  std::array<asio::const_buffer, 2> both{asio::buffer(head), asio::buffer(text)};
  asio::async_write(socket, both, [](asio::error_code, std::size_t) {});  // expect: detached-captures-local: refers to 'head'
}
class Head {
public:
  asio::const_buffer bytes() const { return asio::const_buffer(text_.data(), text_.size()); }

private:
  std::string text_;
};
void sendPushed(asio::ip::tcp::socket &socket, std::shared_ptr<Head> shared) {
  Head head;
  std::vector<asio::const_buffer> all;
  all.push_back(head.bytes());
  asio::async_write(socket, all, [](asio::error_code, std::size_t) {});  // expect: detached-captures-local: refers to 'head'
  std::vector<asio::const_buffer> kept;
  kept.push_back(shared->bytes());
  asio::async_write(socket, kept, [shared](asio::error_code, std::size_t) {});
}

// What is begun by the await refers to parameters that are gone then; a handler begins it at once.
void initiate(asio::ip::tcp::socket &socket, int tries);
asio::awaitable<void> begunLater(asio::ip::tcp::socket &socket, int tries) {
  return asio::async_initiate<const asio::use_awaitable_t<> &, void()>(
      [&](auto &&) { initiate(socket, tries); }, asio::use_awaitable);  // expect: detached-captures-local: refers to 'tries'
}
asio::awaitable<void> begunHere(asio::ip::tcp::socket &socket, int tries) {
  co_await asio::async_initiate<const asio::use_awaitable_t<> &, void()>(
      [&](auto &&) { initiate(socket, tries); }, asio::use_awaitable);
}
void begunAtOnce(asio::ip::tcp::socket &socket, int tries) {
  auto done = [] {};
  asio::async_initiate<decltype(done), void()>([&](auto &&) { initiate(socket, tries); }, done);
}

}  // namespace buffers

namespace sharedObjects {

class connection : public std::enable_shared_from_this<connection> {
public:
  // Nobody shares it yet: shared_from_this() would throw.
  explicit connection(asio::io_context &io) : io_(io) {
    asio::post(io_, [this] { open(); });
  }
  void keeps() {
    asio::post(io_, [self = shared_from_this()] { self->open(); });
  }
  void forgets() {
    asio::post(io_, [this] { open(); });  // expect: detached-captures-local: shared_from_this
  }
  // What dies for sure is said first.
  void refersToItsParameter(asio::error_code reason) {
    asio::post(io_, [&] { close(reason); });  // expect: detached-captures-local: refers to 'reason'
  }

private:
  void open();
  void close(const asio::error_code &);
  asio::io_context &io_;
};

}  // namespace sharedObjects

// What stands before the thread's function is the call's own: a handle to fill, attributes to read.
namespace threadHandles {

void *serve(void *);

void starts(void *service) {
  pthread_t thread;
  pthread_create(&thread, nullptr, serve, service);
}
void passesItsOwn() {
  int limit = 3;
  pthread_t thread;
  pthread_create(&thread, nullptr, serve, &limit);  // expect: detached-captures-local: refers to 'limit'
}

}  // namespace threadHandles

namespace ownedByItsLoop {

// Shares itself once, and not with its work: its owner ends the loop before it.
class Engine : public std::enable_shared_from_this<Engine> {
public:
  explicit Engine(asio::io_context &io) : io_(io) {}
  std::shared_ptr<Engine> handle() { return shared_from_this(); }
  void start() {
    asio::post(io_, [this] { ++steps_; });
    asio::post(io_, [this] { steps_ += 2; });
    asio::post(io_, [this] { steps_ += 3; });
  }
  void stop() {
    asio::post(io_, [this] { steps_ = 0; });
    asio::post(io_, [this] { --steps_; });
  }

private:
  asio::io_context &io_;
  int steps_ = 0;
};

}  // namespace ownedByItsLoop

namespace threadsInContainers {

void render(const std::string &page);

void diesEachRound(const std::vector<std::string> &names) {
  std::vector<std::thread> threads;
  for (const std::string &name : names) {
    const std::string page = name + "?";
    threads.emplace_back([&page] { render(page); });  // expect: detached-captures-local: refers to 'page'
  }
  for (auto &thread : threads) thread.join();
}
void countsOn(const std::vector<std::string> &names) {
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < names.size(); ++i)
    threads.emplace_back([&] { render(names[i]); });  // expect: detached-captures-local: refers to 'i'
  for (auto &thread : threads) thread.join();
}
void livesOn(const std::vector<std::string> &names) {
  std::vector<std::thread> threads;
  const std::string page = names.front();
  for (const std::string &name : names) threads.emplace_back([&page, &name] { render(page + name); });
  for (auto &thread : threads) thread.join();
}
void joinedBefore(const std::vector<std::string> &names) {
  for (const std::string &name : names) {
    const std::string page = name + "?";
    std::vector<std::thread> threads;
    threads.emplace_back([&page] { render(page); });
    for (auto &thread : threads) thread.join();
  }
}
void joinedByTheContainer(const std::string &name) {
  const std::string page = name + "?";
  std::vector<std::jthread> threads;
  threads.emplace_back([&page] { render(page); });
}
class Pages {
public:
  void start(std::string page) {
    threads_.emplace_back([&page] { render(page); });  // expect: detached-captures-local: refers to 'page'
  }

private:
  std::vector<std::jthread> threads_;
};

}  // namespace threadsInContainers

// The threads use what a local pointer owns: it goes to the caller, or dies here.
namespace made_and_given {

class Kiln {
public:
  static std::unique_ptr<Kiln> make(int fires) {
    auto kiln = std::make_unique<Kiln>();
    for (int i = 0; i < fires; ++i) kiln->threads_.emplace_back([kiln = kiln.get()] { kiln->burn(); });
    return kiln;
  }
  static void forget(std::vector<std::thread> &threads) {
    auto kiln = std::make_unique<Kiln>();
    threads.emplace_back([kiln = kiln.get()] { kiln->burn(); });  // expect: detached-captures-local
  }
  void burn();

private:
  std::vector<std::thread> threads_;
};

}  // namespace made_and_given
