// RUN: %check %s blocking-wait
// Waiting for another thread inside a coroutine, and every way of asking first that needs no wait.
#include <asio.hpp>
#include <task.h>

#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <latch>
#include <memory>
#include <mutex>
#include <optional>
#include <pthread.h>
#include <semaphore>
#include <semaphore.h>
#include <thread>
#include <tuple>
#include <utility>

using namespace std::chrono_literals;

std::future<int> submit();
void report(int);

namespace futures {

asio::awaitable<int> gets(std::future<int> answer) {
  co_return answer.get();  // expect: blocking-wait
}
asio::awaitable<void> waits(std::shared_future<int> answer) {
  answer.wait();  // expect: blocking-wait
  report(answer.get());  // ready by now
  co_return;
}
asio::awaitable<bool> waitsAWhile(const std::future<int> &answer, std::chrono::steady_clock::time_point due) {
  if (answer.wait_for(20ms) == std::future_status::ready)  // expect: blocking-wait
    co_return true;
  co_return answer.wait_until(due) == std::future_status::ready;  // expect: blocking-wait
}
asio::awaitable<int> getsAutoAtOnce() {
  auto answer = submit();
  const auto value = answer.get();  // expect: blocking-wait
  co_return value;
}
// What failed already is waited for on the way out; who calls this asks for a start, not for a wait.
void startBoth(std::future<int> &first, std::future<int> &second) {
  try {
    second = submit();
  } catch (const std::exception &) {
    first.wait();
    throw;
  }
}
asio::awaitable<void> startsBoth(std::future<int> &first, std::future<int> &second) {
  startBoth(first, second);
  co_return;
}
void startOne(std::future<int> &first, std::future<int> &second) {
  first.wait();
  second = submit();
}
asio::awaitable<void> startsOne(std::future<int> &first, std::future<int> &second) {
  startOne(first, second);  // expect: blocking-wait
  co_return;
}
asio::awaitable<int> waitsForItsOwnLoop(asio::io_context &io, asio::awaitable<int> work) {
  auto result = asio::co_spawn(io, std::move(work), asio::use_future);
  co_return result.get();  // expect: blocking-wait
}

asio::awaitable<int> asksFirst(std::future<int> answer) {
  if (answer.wait_for(0s) == std::future_status::ready)
    co_return answer.get();
  co_return 0;
}
asio::awaitable<int> leavesEarly(std::future<int> answer) {
  if (answer.wait_for(0ms) != std::future_status::ready)
    co_return -1;
  co_return answer.get();
}
home::task<int> asksInALoop(std::future<int> answer) {
  while (answer.wait_for(0s) != std::future_status::ready)
    co_await home::after(1ms);
  co_return answer.get();
}
asio::awaitable<int> asksAboutAnother(std::future<int> first, std::future<int> second) {
  if (first.wait_for(0s) != std::future_status::ready)
    co_return -1;
  co_return second.get();  // expect: blocking-wait
}
asio::awaitable<int> awaitsInstead(asio::io_context &io, asio::awaitable<int> work) {
  co_return co_await asio::co_spawn(io, std::move(work), asio::use_awaitable);
}

asio::awaitable<int> otherThingsCalledGet(std::unique_ptr<int> owner, std::tuple<int, int> pair) {
  std::optional<int> value = 1;
  const int *raw = owner.get();
  co_return *raw + std::get<0>(pair) + value.value();
}

int inAPlainFunction() { return submit().get(); }

}  // namespace futures

namespace threads {

asio::awaitable<void> joins(std::thread worker, std::jthread other) {
  worker.join();  // expect: blocking-wait
  if (other.joinable())
    other.join();  // expect: blocking-wait
  co_return;
}
asio::awaitable<void> joinsPosix(pthread_t worker) {
  ::pthread_join(worker, nullptr);  // expect: blocking-wait
  co_return;
}
asio::awaitable<void> joinsAPool(asio::thread_pool &pool) {
  pool.join();  // expect: blocking-wait
  co_return;
}
asio::awaitable<void> runsALoopInsideALoop(asio::io_context &inner) {
  inner.run();  // expect: blocking-wait
  inner.poll();
  co_return;
}
asio::awaitable<void> waitsForATimer(asio::steady_timer &timer) {
  timer.wait();  // expect: blocking-wait
  co_await timer.async_wait(asio::use_awaitable);
}
asio::awaitable<void> detaches(std::thread worker, std::jthread other) {
  worker.detach();
  other.request_stop();
  other.detach();
  co_return;
}

}  // namespace threads

namespace primitives {

asio::awaitable<void> latchAndBarrier(std::latch &start, std::barrier<> &round) {
  start.wait();  // expect: blocking-wait
  start.arrive_and_wait();  // expect: blocking-wait
  round.arrive_and_wait();  // expect: blocking-wait
  co_return;
}
asio::awaitable<void> semaphores(std::counting_semaphore<> &slots, std::binary_semaphore &one, sem_t *old) {
  slots.acquire();  // expect: blocking-wait
  if (one.try_acquire_for(10ms))  // expect: blocking-wait
    one.release();
  ::sem_wait(old);  // expect: blocking-wait
  co_return;
}
asio::awaitable<void> atomics(std::atomic<int> &state, std::atomic_flag &flag) {
  state.wait(0);  // expect: blocking-wait
  flag.wait(false);  // expect: blocking-wait
  co_return;
}
asio::awaitable<void> asksOnly(std::latch &start, std::counting_semaphore<> &slots, std::atomic<int> &state) {
  start.count_down();
  if (start.try_wait() && slots.try_acquire())
    slots.release();
  state.store(1);
  state.notify_all();
  co_return;
}

class Inbox {
public:
  home::task<int> take() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [this] { return full_; });  // expect: blocking-wait
    co_return value_;
  }
  home::task<bool> takeSoon() {
    std::unique_lock lock(mutex_);
    co_return filled_.wait_for(lock, 10ms) == std::cv_status::no_timeout;  // expect: blocking-wait
  }
  home::task<> put(int value) {
    {
      std::lock_guard lock(mutex_);
      value_ = value;
      full_ = true;
    }
    filled_.notify_one();
    co_return;
  }
  int takeOnAThread() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [this] { return full_; });
    return value_;
  }

private:
  std::mutex mutex_;
  std::condition_variable filled_;
  int value_ = 0;
  bool full_ = false;
};

}  // namespace primitives

namespace reach {

#define RESULT_OF(future) (future).get()

int finish(std::future<int> answer) { return answer.get(); }
int finishBoth(std::future<int> a, std::future<int> b) { return finish(std::move(a)) + finish(std::move(b)); }
template <class Future> auto valueOf(Future &future) { return future.get(); }

struct Crew {
  void rest() {
    if (worker.joinable())
      worker.join();
  }
  std::thread worker;
};
struct Stage {
  virtual ~Stage() = default;
  virtual void drain() = 0;
};
struct Queue final : Stage {
  void drain() override { empty.wait(); }
  std::latch empty{1};
};
struct Hooks {
  std::function<void(std::latch &)> atEnd;
};
void wire(Hooks &hooks) {
  hooks.atEnd = [](std::latch &latch) { latch.wait(); };
}

asio::awaitable<int> everyWay(Crew &crew, Stage &stage, Hooks &hooks, std::latch &latch) {
  int sum = finish(submit());  // expect: blocking-wait
  sum += finishBoth(submit(), submit());  // expect: blocking-wait
  auto answer = submit();
  sum += valueOf(answer);  // expect: blocking-wait
  auto other = submit();
  sum += RESULT_OF(other);  // expect: blocking-wait
  crew.rest();  // expect: blocking-wait
  stage.drain();  // expect: blocking-wait
  hooks.atEnd(latch);  // expect: blocking-wait
  auto arrive = [&latch] { latch.arrive_and_wait(); };
  arrive();  // expect: blocking-wait
  auto any = [](auto &gate) { gate.wait(); };
  any(latch);  // expect: blocking-wait
  co_return sum;
}

home::job<> lambdaCoroutines(std::latch &latch) {
  auto wait = [](std::latch &gate) -> home::task<> {
    gate.wait();  // expect: blocking-wait
    co_return;
  };
  auto waitAny = [](auto &gate) -> home::task<> {
    gate.wait();  // expect: blocking-wait
    co_return;
  };
  co_await wait(latch);
  co_await waitAny(latch);
}

template <class T> home::task<T> instantiated(std::future<T> answer) {
  co_return answer.get();  // expect: blocking-wait
}
template home::task<int> instantiated(std::future<int>);
template <class T> home::task<T> neverInstantiated(std::latch &start, T value) {
  start.wait();  // expect: blocking-wait
  co_return value;
}

asio::awaitable<void> onAnotherThread(asio::thread_pool &pool, std::latch &latch) {
  std::thread([&latch] { latch.wait(); }).detach();
  asio::post(pool, [&latch] { latch.wait(); });
  co_await asio::co_spawn(
      pool,
      [&latch]() -> asio::awaitable<void> {
        latch.wait();
        co_return;
      },
      asio::use_awaitable);
  auto later = [&latch] { latch.wait(); };
}

}  // namespace reach

namespace saidByTheCaller {

// Whether anybody waits hangs on what is passed, on one level or on two.
class Worker {
public:
  void stop(bool wait) {
    ++stops_;
    if (wait) thread_.join();
  }
  void leave(bool atOnce) {
    if (atOnce) return;
    thread_.join();
  }
  void reset(bool hard) {
    if (!hard) ++stops_;
    thread_.join();
  }
  void forward(bool wait) { stop(wait); }
  void leaveUnless(bool busy) {
    for (;;) {
      if (busy || stops_ > 3) break;
      thread_.join();
    }
  }
  void turnOver(bool idle) { leaveUnless(!idle); }

private:
  std::thread thread_;
  int stops_ = 0;
};

home::task<> asksForIt(Worker &worker, bool wait) {
  worker.stop(true);  // expect: blocking-wait
  worker.stop(wait);  // expect: blocking-wait
  worker.leave(false);  // expect: blocking-wait
  worker.reset(true);  // expect: blocking-wait
  worker.forward(true);  // expect: blocking-wait
  worker.turnOver(true);  // expect: blocking-wait
  co_return;
}
home::task<> doesNot(Worker &worker) {
  worker.stop(false);
  worker.leave(true);
  worker.forward(false);
  worker.leaveUnless(true);
  worker.turnOver(false);
  co_return;
}

}  // namespace saidByTheCaller

int main() {
  asio::io_context io;
  std::thread worker([&io] { io.run(); });
  const int value = futures::inAPlainFunction();
  worker.join();
  return value;
}

namespace awaiters {

// What it takes its result from is ready when it is resumed.
struct FutureAwaiter {
  std::future<int> future;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>);
  int await_resume() { return future.get(); }
};
struct Blocking {
  std::future<int> future;
  bool await_ready() {
    future.wait();
    return true;
  }
  void await_suspend(std::coroutine_handle<>) {}
  int await_resume() { return future.get(); }
};
home::task<int> awaits(FutureAwaiter one) { co_return co_await one; }
home::task<int> blocks(Blocking one) { co_return co_await one; }  // expect: blocking-wait

}  // namespace awaiters
