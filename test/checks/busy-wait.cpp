// RUN: %check %s busy-wait
// Loops that poll without suspending. In async code the finding stands at the head of the loop, else at the call of it.
#include <asio.hpp>
#include <task.h>

#include <atomic>
#include <chrono>
#include <coroutine>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

bool step();
void handle(int);

namespace direct {

asio::awaitable<void> spinsOnAFlag(const std::atomic<bool> &ready) {
  while (!ready.load(std::memory_order_acquire)) {  // expect: busy-wait
  }
  co_return;
}
asio::awaitable<void> sleepsBetween(const std::atomic<bool> &ready) {
  while (!ready)  // expect: busy-wait
    std::this_thread::sleep_for(5ms);
  co_return;
}
asio::awaitable<void> yieldsTheThread(const std::atomic<int> &left) {
  while (left.load() != 0)  // expect: busy-wait
    std::this_thread::yield();
  co_return;
}
asio::awaitable<void> doWhile(const std::atomic<bool> &ready) {
  do {  // expect: busy-wait
    ::usleep(100);
  } while (!ready.load());
  co_return;
}
asio::awaitable<void> forEver(const std::atomic<bool> &ready) {
  for (;;) {  // expect: busy-wait
    if (ready.load())
      break;
    std::this_thread::yield();
  }
  co_return;
}
asio::awaitable<void> onAClock(std::chrono::steady_clock::time_point due) {
  while (std::chrono::steady_clock::now() < due) {  // expect: busy-wait
  }
  co_return;
}
asio::awaitable<int> onAFuture(std::future<int> answer) {
  while (answer.wait_for(0s) != std::future_status::ready)  // expect: busy-wait
    std::this_thread::yield();
  co_return answer.get();
}
home::task<> onAVolatile(const volatile int *device) {
  while ((*device & 1) == 0) {  // expect: busy-wait
  }
  co_return;
}

struct Slot {  // written by another thread, behind a fence
  void *value = nullptr;
  std::coroutine_handle<> waiter;
};
asio::awaitable<void> behindAFence(const Slot &slot) {
  while (slot.value == nullptr)  // expect: busy-wait
    std::atomic_thread_fence(std::memory_order_acquire);
  while (slot.waiter == nullptr)  // expect: busy-wait
    std::atomic_thread_fence(std::memory_order_acquire);
  co_return;
}
home::task<> resumesAll(std::deque<std::coroutine_handle<>> waiters) {
  while (!waiters.empty()) {
    std::atomic_thread_fence(std::memory_order_acquire);
    waiters.front().resume();
    waiters.pop_front();
  }
  co_return;
}

home::task<> suspendsBetween(const std::atomic<bool> &ready) {
  while (!ready.load())
    co_await home::after(5ms);
}
asio::awaitable<void> suspendsOnATimer(const std::atomic<bool> &ready) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (int tries = 0; !ready.load() && tries != 100; ++tries) {
    timer.expires_after(5ms);
    co_await timer.async_wait(asio::use_awaitable);
  }
}
home::task<int> works(std::deque<int> queue) {  // each round makes progress
  int sum = 0;
  while (!queue.empty()) {
    sum += queue.front();
    queue.pop_front();
  }
  bool more = true;
  while (more)
    more = step();
  co_return sum;
}
home::task<> worksForAWhile(std::deque<int> queue, std::chrono::steady_clock::time_point due) {
  while (!queue.empty() && std::chrono::steady_clock::now() < due) {
    handle(queue.front());
    queue.pop_front();
  }
  co_return;
}
home::task<int> exchanges(std::atomic<int> &total, int n) {  // a retry of one instruction, not a wait
  int seen = total.load();
  while (!total.compare_exchange_weak(seen, seen + n)) {
  }
  co_return seen;
}
class Spinlock {  // a lock waits for the end of a short section
public:
  void lock() {
    while (taken_.test_and_set()) {
    }
  }
  void unlock() { taken_.clear(); }

private:
  std::atomic_flag taken_;
};
home::task<int> locks(Spinlock &guard, int &n) {
  guard.lock();
  const int seen = n++;
  guard.unlock();
  co_return seen;
}
home::task<int> counts(const std::string &text) {
  int n = 0;
  for (char c : text)
    n += c == ' ';
  for (std::size_t i = 0; i < text.size(); ++i)
    n += text[i] == '\n';
  co_return n;
}
void inAPlainFunction(const std::atomic<bool> &ready) {
  while (!ready.load())
    std::this_thread::yield();
}

}  // namespace direct

namespace reach {

void waitFor(const std::atomic<bool> &flag) {
  while (!flag.load())
    std::this_thread::sleep_for(1ms);
}
void waitForBoth(const std::atomic<bool> &a, const std::atomic<bool> &b) {
  waitFor(a);
  waitFor(b);
}
template <class Flag, class Pause> void pollUntilSet(const Flag &flag, Pause pause) {
  while (!flag.load())
    std::this_thread::sleep_for(pause);
}
#define SPIN_UNTIL(condition) \
  while (!(condition)) {      \
  }

class Engine {
public:
  void awaitStart() const {
    while (!started_.load())
      ::usleep(10);
  }
  home::task<> drive() {
    while (!started_.load())  // expect: busy-wait
      ::usleep(10);
    awaitStart();  // expect: busy-wait
    co_return;
  }
  void start() { started_ = true; }

private:
  std::atomic<bool> started_{false};
};
struct Valve {
  virtual ~Valve() = default;
  virtual void settle() = 0;
};
struct SlowValve final : Valve {
  void settle() override { waitFor(closed); }
  std::atomic<bool> closed{false};
};
struct Hooks {
  std::function<void(const std::atomic<bool> &)> onStop;
};
void wire(Hooks &hooks) {
  hooks.onStop = [](const std::atomic<bool> &flag) { waitFor(flag); };
}

asio::awaitable<void> everyWay(const std::atomic<bool> &a, const std::atomic<bool> &b, Valve &valve, Hooks &hooks) {
  waitFor(a);  // expect: busy-wait
  waitForBoth(a, b);  // expect: busy-wait
  pollUntilSet(a, 5ms);  // expect: busy-wait
  SPIN_UNTIL(a.load())  // expect: busy-wait
  valve.settle();  // expect: busy-wait
  hooks.onStop(a);  // expect: busy-wait
  auto wait = [&a] { waitFor(a); };
  wait();  // expect: busy-wait
  auto any = [](const auto &flag) { waitFor(flag); };
  any(b);  // expect: busy-wait
  co_return;
}

home::job<> lambdaCoroutines(const std::atomic<bool> &ready) {
  auto once = [](const std::atomic<bool> &flag) -> home::task<> {
    while (!flag.load())  // expect: busy-wait
      std::this_thread::yield();
    co_return;
  };
  auto any = [](const auto &flag) -> home::task<> {
    while (!flag.load())  // expect: busy-wait
      std::this_thread::yield();
    co_return;
  };
  co_await once(ready);
  co_await any(ready);
}
template <class Flag> home::task<> instantiated(const Flag &flag) {
  while (!flag.load())  // expect: busy-wait
    std::this_thread::yield();
  co_return;
}
template home::task<> instantiated(const std::atomic<bool> &);
template <class T> home::task<T> neverInstantiated(const std::atomic<bool> &flag, T value) {
  while (!flag.load())  // expect: busy-wait
    std::this_thread::yield();
  co_return value;
}

void handlers(asio::io_context &io, asio::thread_pool &pool, asio::steady_timer &timer,
              const std::atomic<bool> &ready) {
  asio::post(io, [&ready] {
    while (!ready.load())  // expect: busy-wait
      std::this_thread::yield();
  });
  timer.async_wait([&ready](asio::error_code ec) {
    if (!ec)
      waitFor(ready);  // expect: busy-wait
  });
  asio::post(pool, [&ready] { waitFor(ready); });
  std::thread([&ready] {
    while (!ready.load())
      std::this_thread::yield();
  }).detach();
}

}  // namespace reach

namespace timed {

struct Pauses {
  virtual ~Pauses() = default;
  virtual std::chrono::microseconds next() = 0;
};
class LoadMaker {  // the length is a setting: possible only, as the words at the end say
public:
  void burn() const {
    const auto start = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - start < length_) {
    }
  }
  void burnAtRandom() {
    const auto start = std::chrono::steady_clock::now();
    auto length = pauses_->next();
    do {
    } while ((std::chrono::steady_clock::now() - start) < length);
  }
  void settle() const {
    const auto start = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - start < 5ms) {
    }
  }
  void settleOrStop() const {
    const auto start = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - start < length_ && !stopped_.load()) {
    }
  }
  home::task<> drive() {
    burn();          // expect: busy-wait: a loop that takes up as much time as it is told
    burnAtRandom();  // expect: busy-wait: a loop that takes up as much time as it is told
    settle();        // expect: busy-wait: a polling loop
    settleOrStop();  // expect: busy-wait: a polling loop
    co_return;
  }

private:
  std::chrono::milliseconds length_{};
  Pauses *pauses_ = nullptr;
  std::atomic<bool> stopped_{false};
};

}  // namespace timed

namespace begins {

void openAll();
void nameThread(const char *name) { static_cast<void>(name); }
class Press {  // the thread says that it runs, before all that it does
public:
  void start() {
    up_ = false;
    worker_ = std::thread([this] {
      nameThread("press");
      up_.store(true);
      while (up_) step();
    });
    while (!up_) std::this_thread::sleep_for(20us);
  }
  ~Press() { worker_.join(); }

private:
  std::atomic<bool> up_{false};
  std::thread worker_;
};
class Oven {  // the thread first does what may take long
public:
  void start() {
    worker_ = std::thread([this] {
      openAll();
      hot_.store(true);
      while (hot_) step();
    });
    while (!hot_) std::this_thread::sleep_for(20us);
  }
  ~Oven() { worker_.join(); }

private:
  std::atomic<bool> hot_{false};
  std::thread worker_;
};
class Mill {  // the thread says that it has done its work
public:
  void grind() {
    std::thread worker([this] {
      while (step()) std::this_thread::yield();
      ground_.store(true);
    });
    while (!ground_) std::this_thread::yield();
    worker.join();
  }

private:
  std::atomic<bool> ground_{false};
};
asio::awaitable<void> starts(Press &press, Oven &oven, Mill &mill) {
  press.start();
  oven.start();  // expect: busy-wait
  mill.grind();  // expect: busy-wait
  co_return;
}

}  // namespace begins

int main() {
  std::atomic<bool> ready{false};
  asio::io_context io;
  asio::thread_pool pool(2);
  asio::steady_timer timer(io);
  reach::handlers(io, pool, timer, ready);
  std::thread loop([&io] { io.run(); });
  direct::inAPlainFunction(ready);
  reach::waitFor(ready);
  loop.join();
}
