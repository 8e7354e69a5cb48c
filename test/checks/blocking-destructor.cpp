// RUN: %check %s blocking-destructor
// Objects whose destructors wait when their scope in a coroutine ends. The finding stands where the object is declared.
#include <asio.hpp>
#include <task.h>

#include <chrono>
#include <cstdio>
#include <functional>
#include <future>
#include <latch>
#include <memory>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

int crunch();

namespace standard {

asio::awaitable<void> asyncFuture() {
  auto later = std::async(std::launch::async, crunch);  // expect: blocking-destructor
  co_return;
}
asio::awaitable<int> asyncFutureInAnInnerScope(bool more) {
  if (more) {
    std::future<int> later = std::async(std::launch::async, [] { return crunch(); });  // expect: blocking-destructor
  }
  co_return 1;
}
asio::awaitable<void> joiningThread() {
  std::jthread worker([] { crunch(); });  // expect: blocking-destructor
  co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
}
asio::awaitable<void> pool() {
  asio::thread_pool workers(2);  // expect: blocking-destructor
  asio::post(workers, [] { crunch(); });
  co_return;
}

asio::awaitable<void> futureOfAPromise(std::promise<int> &promise) {
  std::future<int> later = promise.get_future();  // this kind does not wait
  co_return;
}
asio::awaitable<int> futureThatIsDone() {
  auto later = std::async(std::launch::async, crunch);
  co_return later.get();  // waits here, no longer in the destructor
}
asio::awaitable<void> detached() {
  std::jthread worker([] { crunch(); });
  worker.detach();
  co_return;
}
asio::awaitable<void> handedOn(std::vector<std::jthread> &workers, std::vector<std::future<int>> &results) {
  std::jthread worker([] { crunch(); });
  workers.push_back(std::move(worker));
  auto later = std::async(std::launch::async, crunch);
  results.push_back(std::move(later));
  co_return;
}
asio::awaitable<void> livesLonger() {
  static asio::thread_pool workers(2);
  asio::post(workers, [] { crunch(); });
  co_return;
}
asio::awaitable<void> onlyReferences(asio::thread_pool &workers, std::jthread &worker) {
  asio::thread_pool &same = workers;
  asio::post(same, [] { crunch(); });
  worker.request_stop();
  co_return;
}
asio::awaitable<void> emptyThread() {
  std::jthread nobody;
  co_return;
}
int inAPlainFunction() {
  std::jthread worker([] { crunch(); });
  asio::thread_pool workers(2);
  return 1;
}

}  // namespace standard

namespace user_types {

class Exporter {  // a destructor of the user that waits
public:
  Exporter() : sender_([] { crunch(); }) {}
  ~Exporter() { sender_.join(); }
  void add(int);

private:
  std::thread sender_;
};
class Flusher {  // … through another function
public:
  ~Flusher() { finish(); }

private:
  void finish() { done_.wait(); }
  std::latch done_{1};
};
struct Uploader {  // … through a member
  std::jthread worker{[] { crunch(); }};
};
struct Outer {  // … through a member of a member
  int before = 0;
  Uploader uploader;
};
struct Base {  // … through a base class
  ~Base() { std::this_thread::sleep_for(1ms); }
};
struct Derived : Base {
  int value = 0;
};
struct Span {  // a destructor that only takes a note
  explicit Span(Exporter &to) : to_(to) {}
  ~Span() { to_.add(1); }

private:
  Exporter &to_;
};

asio::awaitable<void> ownDestructors() {
  Exporter exporter;  // expect: blocking-destructor
  Flusher flusher;  // expect: blocking-destructor
  Uploader uploader;  // expect: blocking-destructor
  Outer outer;  // expect: blocking-destructor
  Derived derived;  // expect: blocking-destructor
  co_return;
}
asio::awaitable<void> perRound(int rounds) {
  for (int round = 0; round != rounds; ++round) {
    Exporter exporter;  // expect: blocking-destructor
    exporter.add(round);
    co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
  }
}
asio::awaitable<void> onlyNotes(Exporter &exporter) {
  Span span(exporter);
  exporter.add(2);
  co_return;
}
asio::awaitable<void> createsForOthers(std::vector<std::unique_ptr<Exporter>> &all) {
  all.push_back(std::make_unique<Exporter>());
  co_return;
}
void inAPlainFunction() { Exporter exporter; }

}  // namespace user_types

namespace reach {

using user_types::Exporter;

void exportOnce() {
  Exporter exporter;
  exporter.add(1);
}
void exportTwice() {
  exportOnce();
  exportOnce();
}
template <class T> void scoped() { T object; }
#define SCOPED_EXPORTER() Exporter exporterOfThisScope

struct Report {
  void send() { exportOnce(); }
  virtual ~Report() = default;
  virtual void print() { exportTwice(); }
};
struct Hooks {
  std::function<void()> onEnd;
};
void wire(Hooks &hooks) {
  hooks.onEnd = [] { exportOnce(); };
}

home::task<> everyWay(Report &report, Hooks &hooks) {
  exportOnce();  // expect: blocking-destructor
  exportTwice();  // expect: blocking-destructor
  scoped<Exporter>();  // expect: blocking-destructor
  SCOPED_EXPORTER();  // expect: blocking-destructor
  report.send();  // expect: blocking-destructor
  report.print();  // expect: blocking-destructor
  hooks.onEnd();  // expect: blocking-destructor
  auto send = [] { exportOnce(); };
  send();  // expect: blocking-destructor
  auto any = [](auto n) {
    Exporter exporter;
    exporter.add(n);
  };
  any(1);  // expect: blocking-destructor
  co_await home::after(1ms);
}

home::job<> lambdaCoroutines() {
  auto once = []() -> home::task<> {
    Exporter exporter;  // expect: blocking-destructor
    co_return;
  };
  auto any = [](auto n) -> home::task<> {
    Exporter exporter;  // expect: blocking-destructor
    exporter.add(n);
    co_return;
  };
  co_await once();
  co_await any(1);
}
template <class T> home::task<> instantiated() {
  T object;  // expect: blocking-destructor
  co_return;
}
template home::task<> instantiated<Exporter>();
template <class T> home::task<T> neverInstantiated(T value) {
  std::jthread worker([] { crunch(); });  // expect: blocking-destructor
  co_return value;
}

void handlers(asio::io_context &io, asio::thread_pool &pool, asio::steady_timer &timer) {
  asio::post(io, [] {
    Exporter exporter;  // expect: blocking-destructor
  });
  timer.async_wait([](asio::error_code ec) {
    if (!ec)
      exportOnce();  // expect: blocking-destructor
  });
  asio::post(pool, [] { Exporter exporter; });
  std::thread([] { Exporter exporter; }).detach();
}

// What a destructor does with a file, and what a reset() ends.
class Protocol {
public:
  ~Protocol() {
    std::fputs("end", out_);
    ::fsync(fileno(out_));
    std::fclose(out_);
  }

private:
  std::FILE *out_ = nullptr;
};
class Input {
public:
  ~Input() { std::fclose(in_); }

private:
  std::FILE *in_ = nullptr;
};
class Meeting {
public:
  home::task<> closes() {
    input_.reset();
    protocol_.reset();  // expect: blocking-destructor: Protocol
    exporter_.reset();  // expect: blocking-destructor
    co_return;
  }

private:
  std::unique_ptr<Input> input_;
  std::unique_ptr<Protocol> protocol_;
  std::unique_ptr<Exporter> exporter_;
};

home::task<> handsTheStateOn(asio::io_context &io) {
  auto done = std::async(std::launch::async, crunch).share();
  asio::post(io, [done] {});
  co_return;
}
std::jthread start() {
  std::jthread worker([] { crunch(); });
  return worker;
}
home::task<> takesWhatAFunctionMade(std::vector<std::jthread> &workers) {
  workers.push_back(start());
  co_return;
}

}  // namespace reach

int main() {
  reach::exportOnce();
  asio::io_context io;
  asio::thread_pool pool(2);
  asio::steady_timer timer(io);
  std::jthread watch([] { crunch(); });
  reach::handlers(io, pool, timer);
  io.run();
}

// What a member is made of does not die in the constructor.
namespace owned {

struct Sender {
  ~Sender() { thread.join(); }
  std::thread thread;
};
class Owner {
public:
  explicit Owner(int n) : sender_(std::make_unique<Sender>()), half_(n / 2) {}
  int half() const { return half_; }

private:
  std::unique_ptr<Sender> sender_;
  int half_;
};
home::task<> keeps(std::unique_ptr<Owner> &into) {
  into.reset(new Owner(2));
  co_return;
}
home::task<int> dies() {
  Owner owner(2);  // expect: blocking-destructor
  co_return owner.half();
}

}  // namespace owned
