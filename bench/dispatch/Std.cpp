// What the language and its library ask for: a thread, std::async, a pool as many programs write it, a coroutine.
#include "Measure.h"

#include <atomic>
#include <condition_variable>
#include <coroutine>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace {

std::atomic<std::size_t> done{0};

void threads(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    std::thread thread([] { done.fetch_add(1, std::memory_order_relaxed); });
    thread.join();
  }
}

void asyncs(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    std::async(std::launch::async, [] { done.fetch_add(1, std::memory_order_relaxed); }).get();
}

/// A queue under a lock, a condition, threads that wait for it.
class Pool {
public:
  explicit Pool(unsigned threads) {
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
  }
  ~Pool() {
    {
      std::lock_guard guard(mutex_);
      closed_ = true;
    }
    ready_.notify_all();
    for (std::thread &thread : threads_) thread.join();
  }
  void enqueue(std::function<void()> job) {
    {
      std::lock_guard guard(mutex_);
      jobs_.push_back(std::move(job));
    }
    ready_.notify_one();
  }

private:
  void work() {
    for (;;) {
      std::unique_lock lock(mutex_);
      ready_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
      if (jobs_.empty()) return;
      std::function<void()> job = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      job();
    }
  }

  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> jobs_;
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

void ownPool(std::size_t count) {
  Pool pool(poolThreads);
  for (std::size_t i = 0; i < count; ++i) pool.enqueue([] { done.fetch_add(1, std::memory_order_relaxed); });
}

struct Task {
  struct promise_type {
    Task get_return_object() { return Task{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
};

__attribute__((noinline)) Task once() {
  done.fetch_add(1, std::memory_order_relaxed);
  co_return;
}

__attribute__((noinline)) Task rounds(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) co_await std::suspend_always{};
}

void creations(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const Task task = once();
    task.handle.resume();
    task.handle.destroy();
  }
}

void resumptions(std::size_t count) {
  const Task task = rounds(count);
  while (!task.handle.done()) task.handle.resume();
  task.handle.destroy();
}

}  // namespace

int main() {
  measure("resuming-a-coroutine", 100'000, resumptions);
  measure("a-coroutine", 100'000, creations);
  measure("cotidy::own_pool", 50'000, ownPool);
  measure("std::thread::thread", 200, threads);
  measure("std::async", 200, asyncs);
}
