// RUN: %check %s blocking-sleep
// A sleep of the thread inside a coroutine: every way to reach it, each with its innocent twin.
#include <asio.hpp>
#include <task.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <thread>
#include <time.h>
#include <unistd.h>
#include <vector>

using namespace std::chrono_literals;

namespace direct {

asio::awaitable<void> sleepsFor() {
  std::this_thread::sleep_for(50ms);  // expect: blocking-sleep
  co_return;
}

asio::awaitable<void> sleepsUntil(std::chrono::steady_clock::time_point due) {
  std::this_thread::sleep_until(due);  // expect: blocking-sleep
  co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
}

asio::awaitable<void> sleepsTheOldWay() {
  ::sleep(1);  // expect: blocking-sleep
  usleep(100);  // expect: blocking-sleep
  const timespec pause{0, 1000};
  ::nanosleep(&pause, nullptr);  // expect: blocking-sleep
  ::clock_nanosleep(CLOCK_MONOTONIC, 0, &pause, nullptr);  // expect: blocking-sleep
  co_return;
}

asio::awaitable<int> onOnePathOnly(bool busy) {
  if (busy)
    std::this_thread::sleep_for(1s);  // expect: blocking-sleep
  co_return 1;
}

asio::awaitable<void> awaitsATimer() {
  co_await asio::steady_timer(co_await asio::this_coro::executor, 50ms).async_wait(asio::use_awaitable);
}

asio::awaitable<void> onlyYieldsTheThread() {
  std::this_thread::sleep_for(0ms);
  std::this_thread::yield();
  ::sleep(0);
  usleep(0);
  co_return;
}

void notAsync() { std::this_thread::sleep_for(50ms); }

}  // namespace direct

namespace simulated {  // not the thread's sleep, only its name

struct this_thread {
  static void sleep_for(std::chrono::milliseconds);
};
void sleep(int ticks);

asio::awaitable<void> advances() {
  this_thread::sleep_for(50ms);
  sleep(3);
  co_return;
}

}  // namespace simulated

namespace calls {

void backOff() { std::this_thread::sleep_for(20ms); }
void retryLater() { backOff(); }
void countDown(int n) {
  if (n == 0)
    return;
  std::this_thread::sleep_for(1ms);
  countDown(n - 1);
}

struct Device {
  void settle() { std::this_thread::sleep_for(5ms); }
  static void reset() { ::usleep(50); }
  void operator()() { settle(); }
  int port() const { return 1; }
};

struct Modem {
  Modem() { std::this_thread::sleep_for(2s); }
};

asio::awaitable<void> throughAFunction() {
  backOff();  // expect: blocking-sleep
  co_return;
}

asio::awaitable<void> throughTwoFunctions() {
  retryLater();  // expect: blocking-sleep
  co_return;
}

asio::awaitable<void> throughARecursiveFunction() {
  countDown(3);  // expect: blocking-sleep
  co_return;
}

asio::awaitable<int> throughMembers(Device &device) {
  device.settle();  // expect: blocking-sleep
  Device::reset();  // expect: blocking-sleep
  device();  // expect: blocking-sleep
  co_return device.port();
}

asio::awaitable<void> throughAConstructor() {
  Modem modem;  // expect: blocking-sleep
  auto other = std::make_unique<Device>();
  co_return;
}

asio::awaitable<void> throughTheInnerCoroutine() {
  co_await throughAFunction();  // the finding stands in the inner one
}

void startUp() {  // called by main only
  backOff();
  Modem modem;
}

}  // namespace calls

namespace members {

class Poller {
public:
  asio::awaitable<void> run();
  static home::task<> once() {
    std::this_thread::sleep_for(1ms);  // expect: blocking-sleep
    co_return;
  }
  void stop() { std::this_thread::sleep_for(interval_); }

private:
  std::chrono::milliseconds interval_{100};
};

asio::awaitable<void> Poller::run() {
  for (int round = 0; round != 3; ++round) {
    co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
    std::this_thread::sleep_for(interval_);  // expect: blocking-sleep
  }
}

}  // namespace members

namespace lambdas {

template <class F> void twice(F f) {
  f();
  f();
}
void keep(std::function<void()>);

asio::awaitable<void> lambdaCoroutine() {
  auto poll = []() -> asio::awaitable<void> {
    std::this_thread::sleep_for(1ms);  // expect: blocking-sleep
    co_return;
  };
  co_await poll();
}

asio::awaitable<void> genericLambdaCoroutine() {
  auto poll = [](auto pause) -> home::task<> {
    std::this_thread::sleep_for(pause);  // expect: blocking-sleep
    co_return;
  };
  auto task = poll(5ms);
  co_return;
}

asio::awaitable<void> calledLambdas(std::vector<int> ids) {
  auto pause = [] { std::this_thread::sleep_for(1ms); };
  pause();  // expect: blocking-sleep
  auto wait = [](auto time) { std::this_thread::sleep_for(time); };
  wait(1ms);  // expect: blocking-sleep
  std::for_each(ids.begin(), ids.end(), [](int) { ::usleep(10); });  // expect: blocking-sleep
  twice([] { ::usleep(10); });  // expect: blocking-sleep
  co_return;
}

asio::awaitable<void> lambdasThatRunElsewhere() {
  auto never = [] { std::this_thread::sleep_for(1ms); };
  std::thread([] { std::this_thread::sleep_for(1s); }).detach();
  auto watch = std::async(std::launch::async, [] { ::sleep(1); });
  keep([] { std::this_thread::sleep_for(1s); });
  co_return;
}

std::function<void()> returnsOne() {
  return [] { std::this_thread::sleep_for(1ms); };
}

}  // namespace lambdas

namespace templates {

template <class Duration> void pauseFor(Duration d) { std::this_thread::sleep_for(d); }
template <class Step> int retry(Step step) { return step(); }

template <class T> asio::awaitable<void> instantiated(T pause) {
  std::this_thread::sleep_for(pause);  // expect: blocking-sleep
  co_return;
}
template asio::awaitable<void> instantiated(std::chrono::seconds);

template <class T> home::task<> neverInstantiated(T value) {
  std::this_thread::sleep_for(std::chrono::seconds(1));  // expect: blocking-sleep
  value.reset();
  co_return;
}

template <class Clock> struct Throttle {
  home::task<> wait() {
    ::usleep(20);  // expect: blocking-sleep
    co_await home::after(1ms);
  }
};
template struct Throttle<std::chrono::steady_clock>;

asio::awaitable<void> throughAnInstance() {
  pauseFor(3ms);  // expect: blocking-sleep
  retry([] { return 1; });
  co_return;
}

template <class T> home::task<> suspends(T pause) { co_await home::after(pause); }
template home::task<> suspends(std::chrono::milliseconds);

}  // namespace templates

#define BACK_OFF(ms) std::this_thread::sleep_for(std::chrono::milliseconds(ms))
#define SUSPEND(ms) co_await home::after(std::chrono::milliseconds(ms))

namespace macros {

home::task<> expands() {
  BACK_OFF(5);  // expect: blocking-sleep
  SUSPEND(5);
}
void outside() { BACK_OFF(5); }

}  // namespace macros

namespace indirect {

struct Gauge {
  virtual ~Gauge() = default;
  virtual int sample() = 0;
};
struct SlowGauge final : Gauge {
  int sample() override {
    std::this_thread::sleep_for(30ms);
    return 1;
  }
};
struct Lamp {
  virtual ~Lamp() = default;
  virtual int sample() = 0;
};
struct FastLamp final : Lamp {
  int sample() override { return 2; }
};

home::task<int> virtualCall(Gauge &gauge, Lamp &lamp) {
  const int value = gauge.sample();  // expect: blocking-sleep
  co_return value + lamp.sample();
}

struct Hooks {
  std::function<void()> onIdle;
  std::function<void()> onBusy;
  std::function<void()> onUnknown;
};
void wire(Hooks &hooks) {
  hooks.onIdle = [] { std::this_thread::sleep_for(10ms); };
  hooks.onBusy = [] {};
}
home::task<> storedFunction(Hooks &hooks) {
  hooks.onIdle();  // expect: blocking-sleep
  hooks.onBusy();
  hooks.onUnknown();
  co_return;
}

void nap() { ::usleep(1000); }
home::task<> functionPointer() {
  auto pause = &nap;
  pause();  // expect: blocking-sleep
  co_return;
}

}  // namespace indirect

namespace own_types {

struct Promise;
struct Step {  // a task type of this file; its promise has the usual members in a base
  using promise_type = Promise;
};
struct PromiseBase {
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() {}
};
struct Promise : PromiseBase {
  Step get_return_object() { return {}; }
  void return_void() {}
};

Step lazyOfThisFile() {
  std::this_thread::sleep_for(1ms);  // expect: blocking-sleep
  co_return;
}
home::task<int> lazy() {
  std::this_thread::sleep_for(1ms);  // expect: blocking-sleep
  co_return 1;
}
home::job<int> eager() {
  std::this_thread::sleep_for(1ms);  // expect: blocking-sleep
  co_return co_await lazy();
}
home::flow fireAndForget() {
  const int value = co_await eager();
  std::this_thread::sleep_for(std::chrono::milliseconds(value));  // expect: blocking-sleep
}

struct OnItsOwnThread {  // resumes the coroutine from a thread that may sleep
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) {
    std::thread([waiting] {
      std::this_thread::sleep_for(1s);
      waiting.resume();
    }).detach();
  }
  void await_resume() const noexcept {}
};
home::flow awaitsIt() { co_await OnItsOwnThread{}; }

}  // namespace own_types

namespace generators {

home::generator<int> ticks() {
  for (int tick = 0; tick != 10; ++tick) {
    std::this_thread::sleep_for(100ms);
    co_yield tick;
  }
}
home::generator<int> beats() {
  std::this_thread::sleep_for(1ms);
  co_yield 1;
}

home::task<int> drivenByACoroutine() {
  int sum = 0;
  for (int tick : ticks())  // expect: blocking-sleep
    sum += tick;
  co_return sum;
}
int drivenByMain() {
  int sum = 0;
  for (int beat : beats())
    sum += beat;
  return sum;
}

}  // namespace generators

int main() {
  calls::startUp();
  direct::notAsync();
  macros::outside();
  std::this_thread::sleep_for(10ms);
  return generators::drivenByMain();
}

// A lambda in a lambda that belongs to no function.
namespace global {

const auto nested = [](int rounds) {
  const auto once = [](int left) { return [left] { std::this_thread::sleep_for(1ms * left); }; };
  once(rounds)();
};
asio::awaitable<void> callsIt() {
  nested(2);  // expect: blocking-sleep
  co_return;
}

}  // namespace global

// An executor that is wrapped into itself is the one that it was first.
namespace wrappedIntoItself {

class session {
public:
  explicit session(asio::io_context &io) : executor_(io.get_executor()) {}
  void serialise() { executor_ = asio::make_strand(executor_); }
  void start() {
    asio::post(executor_, [] { std::this_thread::sleep_for(1ms); });  // expect: blocking-sleep
  }

private:
  asio::any_io_executor executor_;
};

}  // namespace wrappedIntoItself
