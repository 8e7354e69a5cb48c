// RUN: %check %s ignored-stop-token
// Stop tokens that a loop does not listen to, and twins that ask, hand on, end by themselves or ignore on purpose.
#include <asio.hpp>
#include <cppcoro/cancellation_token.hpp>
#include <cppcoro/task.hpp>
#include <folly/coro/Task.h>
#include <seastar/core/seastar.hh>
#include <task.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

home::task<int> next();
void work();
void handle(int);

namespace mistakes {

void endless(std::stop_token stop) {
  for (;;)  // expect: ignored-stop-token: 'stop' says 'stop_requested()'
    work();
}
void byReference(const std::stop_token &stop) {
  while (true) {  // expect: ignored-stop-token
    work();
    std::this_thread::sleep_for(1s);
  }
}
home::task<> inACoroutine(std::stop_token stop) {
  while (int job = co_await next())  // expect: ignored-stop-token
    handle(job);
}
home::task<> overData(std::stop_token stop, std::vector<int> jobs) {
  for (int job : jobs) {  // expect: ignored-stop-token
    handle(job);
    co_await next();
  }
}
void askedOnlyBefore(std::stop_token stop) {
  if (stop.stop_requested()) return;
  for (;;) {  // expect: ignored-stop-token: this loop does not look at it
    work();
    std::this_thread::sleep_for(10ms);
  }
}
home::task<> askedOnlyAfter(std::stop_token stop) {
  while (co_await next() != 0)  // expect: ignored-stop-token
    work();
  if (!stop.stop_requested()) work();
}
void unnamedAndEndless(std::stop_token) {
  for (;;)  // expect: ignored-stop-token
    std::this_thread::sleep_for(1s);
}

folly::coro::Task<void> folly(folly::CancellationToken token) {
  for (;;)  // expect: ignored-stop-token: 'isCancellationRequested()'
    co_await folly::coro::sleep(1s);
}
cppcoro::task<> cppcoro(cppcoro::cancellation_token token, cppcoro::task<int> (*step)()) {
  while (co_await step() > 0)  // expect: ignored-stop-token: 'is_cancellation_requested()'
    work();
}

std::jthread thread() {
  return std::jthread([](std::stop_token stop) {
    while (true)  // expect: ignored-stop-token
      work();
  });
}
auto generic = [](std::stop_token stop, auto step) {
  for (;;)  // expect: ignored-stop-token
    step();
};
void instantiate() { generic({}, work); }

struct Member {
  void run(std::stop_token stop) {
    while (!done_) {  // expect: ignored-stop-token
      work();
      std::this_thread::sleep_for(1s);
    }
  }
  bool done_ = false;
};

template <class Step> void inATemplate(std::stop_token stop, Step step) {
  for (;;)  // expect: ignored-stop-token
    step();
}
template void inATemplate(std::stop_token, void (*)());

#define FOREVER for (;;)
void byMacro(std::stop_token stop) {
  FOREVER work();  // expect: ignored-stop-token
}

}  // namespace mistakes

namespace innocent {

void asked(std::stop_token stop) {
  while (!stop.stop_requested()) work();
}
void askedInside(const std::stop_token &stop) {
  for (;;) {
    work();
    if (stop.stop_requested()) break;
  }
}
void askedInAnInnerLoop(std::stop_token stop) {
  for (;;)
    for (int i = 0; i < 10; ++i) {
      if (stop.stop_requested()) return;
      work();
    }
}
void step(std::stop_token);
void handedOn(std::stop_token stop) {
  for (;;) step(stop);
}
void waits(std::stop_token stop, std::mutex &mutex, std::condition_variable_any &wake) {
  std::unique_lock lock(mutex);
  for (;;) {
    if (!wake.wait(lock, stop, [] { return true; })) return;
    work();
  }
}
void callback(std::stop_token stop) {
  std::atomic<bool> stopped = false;
  std::stop_callback onStop(stop, [&] { stopped = true; });
  while (!stopped) work();
}
void captured(std::stop_token stop, std::vector<int> items) {
  auto ended = [stop] { return stop.stop_requested(); };
  for (int item : items) {
    if (ended()) return;
    handle(item);
    std::this_thread::sleep_for(1ms);
  }
}
void copied(std::stop_token stop) {
  std::stop_token mine = stop;
  while (!mine.stop_requested()) work();
}
void constant(std::stop_token stop) {
  for (int i = 0; i < 4; ++i) work();
}
void quick(std::stop_token stop, const std::vector<int> &items) {
  int sum = 0;
  for (int item : items) sum += item;
  handle(sum);
}
void noLoop(std::stop_token stop) { work(); }
home::task<> askedBeforeData(std::stop_token stop, std::vector<int> jobs) {
  if (stop.stop_requested()) co_return;
  for (int job : jobs) {
    handle(job);
    co_await next();
  }
}
// Ignored on purpose, and something else ends it.
void unnamed(std::stop_token, const std::atomic<bool> &stopped) {
  while (!stopped) work();
}
void onPurpose(std::stop_token stop) {
  (void)stop;
  for (;;) work();
}
folly::coro::Task<void> folly(folly::CancellationToken token) {
  while (!token.isCancellationRequested()) co_await folly::coro::sleep(1s);
}
cppcoro::task<> cppcoro(cppcoro::cancellation_token token, cppcoro::task<int> (*step)()) {
  while (co_await step() > 0) token.throw_if_cancellation_requested();
}
std::jthread thread() {
  return std::jthread([](std::stop_token stop) {
    while (!stop.stop_requested()) work();
  });
}

}  // namespace innocent

// ---------------------------------------------------------------- tokens that an object keeps

home::task<int> apply();
class Kept {
public:
  explicit Kept(std::stop_token stop) : stop_(stop) {}
  void run() {
    for (;;) work();  // expect: ignored-stop-token: keeps the stop token 'stop_'
  }

private:
  std::stop_token stop_;
};
class Fired {
public:
  seastar::future<> stop() {
    source_.request_abort();
    co_await gate_.close();
  }
  home::task<> run() {
    while (!failed_) failed_ = co_await apply() == 0;  // expect: ignored-stop-token: 'Fired::stop' requests a stop
  }

private:
  seastar::abort_source source_;
  seastar::gate gate_;
  bool failed_ = false;
};

// The loop asks, hands the source on, hears of the stop in another way, or calls what may ask.
class Asked : Fired {
public:
  void stop() { source_.request_abort(); }
  home::task<> run() {
    while (!source_.abort_requested()) co_await apply();
  }

private:
  seastar::abort_source source_;
};
class HandedOn {
public:
  void stop() { source_.request_abort(); }
  seastar::future<> run() {
    while (true) co_await seastar::sleep_abortable(1s, source_);
  }

private:
  seastar::abort_source source_;
};
class HearsByFlag {
public:
  void stop() {
    source_.request_abort();
    closed_ = true;
  }
  home::task<> run() {
    while (!closed_) co_await apply();
  }

private:
  seastar::abort_source source_;
  bool closed_ = false;
};
class KeptAndFlag {
public:
  explicit KeptAndFlag(std::stop_token stop) : stop_(stop) {}
  void close() { open_ = false; }
  void run() {
    while (open_) work();
  }

private:
  std::stop_token stop_;
  std::atomic<bool> open_ = true;
};
class CallsUnknown {
public:
  void stop() { source_.request_abort(); }
  home::task<> run() {
    while (co_await step()) work();
  }

private:
  home::task<bool> step();
  seastar::abort_source source_;
};

// Only a step before the loop gets the token, and is over when the loop begins.
home::task<> begin(std::stop_token stop);
home::task<> subscribe(std::stop_token stop);
home::task<> stepOf(int round);
home::task<> lentBefore(std::stop_token stop) {
  co_await begin(stop);
  for (int round = 0;; ++round)  // expect: ignored-stop-token
    co_await stepOf(round);
}
home::task<> lentInTheLoop(std::stop_token stop) {
  for (;;) co_await begin(stop);
}
home::task<> lentAndLeft(std::stop_token stop, const std::atomic<bool> &open) {
  co_await subscribe(stop);
  while (open) co_await stepOf(1);
}
home::task<> handedOn(std::stop_token stop) {
  auto listening = subscribe(stop);
  for (;;) co_await stepOf(1);
  co_await std::move(listening);
}
struct Door {
  home::task<> open(std::stop_token stop);
  home::task<> letIn();
};
home::task<> closedByTheToken(Door &door, std::stop_token stop) {
  co_await door.open(stop);
  for (;;) co_await door.letIn();
}
class House {
public:
  home::task<> run(std::stop_token stop) {
    co_await prepare(stop);
    for (;;) co_await door_.letIn();
  }

private:
  home::task<> prepare(std::stop_token stop);
  Door door_;
};
