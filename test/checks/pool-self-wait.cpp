// RUN: %check %s pool-self-wait
// Tasks that wait for tasks of their own pool, and tasks that wait for others, or do not wait.
#include <BS_thread_pool.hpp>
#include <asio.hpp>
#include <condition_variable>
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <functional>
#include <future>
#include <latch>
#include <memory>
#include <mutex>
#include <queue>
#include <string>
#include <thread>
#include <vector>

int work(int i);

namespace direct {

void waitsInside(BS::thread_pool<> &pool) {
  pool.detach_task([&pool] {
    auto inner = pool.submit_task([] { return work(1); });
    work(2);
    inner.get();  // expect: pool-self-wait
  });
}
void waitsOutside(BS::thread_pool<> &pool) {
  auto outer = pool.submit_task([] { return work(1); });
  work(2);
  outer.get();
}
void waitsForAnother(BS::thread_pool<> &pool, BS::thread_pool<> &other) {
  pool.detach_task([&other] {
    auto inner = other.submit_task([] { return work(1); });
    work(2);
    inner.get();
  });
}
void doesNotWait(BS::thread_pool<> &pool) {
  pool.detach_task([&pool] { pool.detach_task([] { work(1); }); });
}
void byLatch(asio::thread_pool &pool) {
  asio::post(pool, [&pool] {
    std::latch done(8);
    for (int i = 0; i < 8; ++i)
      asio::post(pool, [&done, i] {
        work(i);
        done.count_down();
      });
    done.wait();  // expect: pool-self-wait
  });
}
void byFutures(BS::thread_pool<> &pool) {
  pool.detach_task([&pool] {
    std::vector<std::future<int>> parts;
    for (int i = 0; i < 8; ++i) parts.push_back(pool.submit_task([i] { return work(i); }));
    for (auto &part : parts) part.get();  // expect: pool-self-wait
  });
}

}  // namespace direct

namespace members {

class Sorter {
public:
  void start(int n) {
    pool_.detach_task([this, n] { sort(n); });
  }
  int outside(int n) {
    auto half = pool_.submit_task([n] { return work(n); });
    return half.get();
  }

private:
  void sort(int n) {
    auto left = pool_.submit_task([n] { return work(n / 2); });
    work(n - n / 2);
    left.wait();  // expect: pool-self-wait
  }
  BS::thread_pool<> pool_;
};

// Once more, with a pool for each level.
class Levels {
public:
  void start(int n) {
    outer_.detach_task([this, n] { sort(n); });
  }

private:
  void sort(int n) {
    auto left = inner_.submit_task([n] { return work(n / 2); });
    work(n - n / 2);
    left.wait();
  }
  BS::thread_pool<> outer_, inner_;
};

}  // namespace members

namespace recursion {

int tree(BS::thread_pool<> &pool, int depth) {
  if (depth == 0) return work(0);
  auto left = pool.submit_task([&pool, depth] { return tree(pool, depth - 1); });
  const int right = tree(pool, depth - 1);
  return left.get() + right;  // expect: pool-self-wait
}

}  // namespace recursion

namespace home_made {

class Pool {
public:
  explicit Pool(unsigned n) {
    for (unsigned i = 0; i < n; ++i) threads_.emplace_back([this] { run(); });
  }
  std::future<void> submit(std::function<void()> job) {
    auto task = std::make_shared<std::packaged_task<void()>>(std::move(job));
    std::future<void> done = task->get_future();
    std::lock_guard hold(mutex_);
    jobs_.push([task] { (*task)(); });
    return done;
  }

private:
  void run();
  std::mutex mutex_;
  std::queue<std::function<void()>> jobs_;
  std::vector<std::thread> threads_;
};
class Server {
public:
  void request(int id) {
    auto done = pool_.submit([this, id] { handle(id); });
  }
  void shutdown() {
    auto last = pool_.submit([] { work(0); });
    last.wait();
  }

private:
  void handle(int id) {
    auto log = pool_.submit([id] { work(id); });
    work(id);
    log.wait();  // expect: pool-self-wait
  }
  Pool pool_{4};
};

}  // namespace home_made

// What the inner task counts down or fulfils reaches it in a std::function, by reference or by a shared pointer.
namespace wrapped {

class Queue {
public:
  Queue() {
    for (int i = 0; i < 4; ++i) threads_.emplace_back([this] { run(); });
  }
  ~Queue();
  void enqueue(std::function<void()> job) {
    {
      std::lock_guard lock(mutex_);
      jobs_.push(std::move(job));
    }
    ready_.notify_one();
  }

private:
  void run() {
    for (;;) {
      std::unique_lock lock(mutex_);
      ready_.wait(lock, [this] { return !jobs_.empty(); });
      auto job = std::move(jobs_.front());
      jobs_.pop();
      lock.unlock();
      job();
    }
  }
  std::mutex mutex_;
  std::condition_variable ready_;
  std::queue<std::function<void()>> jobs_;
  std::vector<std::thread> threads_;
};
void byALatch(Queue &queue) {
  queue.enqueue([&queue] {
    std::latch done(2);
    for (int i = 0; i < 2; ++i) queue.enqueue([&done] { done.count_down(); });
    done.wait();  // expect: pool-self-wait
  });
}
void FN_byASharedPromise(Queue &queue) {
  queue.enqueue([&queue] {
    auto promise = std::make_shared<std::promise<int>>();
    auto result = promise->get_future();
    queue.enqueue([promise] { promise->set_value(1); });
    result.get();
  });
}
void onAnother(Queue &queue, Queue &other) {
  queue.enqueue([&other] {
    std::latch done(1);
    other.enqueue([&done] { done.count_down(); });
    done.wait();
  });
}
// A waiter is lent to the queue along with each job, and is told when the job is done.
class Waiter {
public:
  void wait() {
    std::unique_lock hold(mutex_);
    none_.wait(hold, [this] { return open_ == 0; });
  }

private:
  std::mutex mutex_;
  std::condition_variable none_;
  int open_ = 0;
};
class Crew {
public:
  void submit(Waiter *waiter, std::function<void()> job) { jobs_.emplace_back(waiter, std::move(job)); }

private:
  std::deque<std::pair<Waiter *, std::function<void()>>> jobs_;
  std::vector<std::thread> threads_;
};
void byAWaiter(Crew &crew) {
  Waiter outer;
  crew.submit(&outer, [&crew] {
    Waiter inner;
    for (int i = 0; i < 4; ++i) crew.submit(&inner, [] {});
    inner.wait();  // expect: pool-self-wait
  });
  outer.wait();
}
void fromOutside(Queue &queue) {
  std::latch done(1);
  queue.enqueue([&done] { done.count_down(); });
  done.wait();
}

}  // namespace wrapped
