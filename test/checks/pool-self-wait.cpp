// RUN: %check %s pool-self-wait
// Tasks that wait for tasks of their own pool, and tasks that wait for others, or do not wait.
#include <BS_thread_pool.hpp>
#include <asio.hpp>
#include <condition_variable>
#include <coro/coro.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>
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
void byASharedPromise(Queue &queue) {
  queue.enqueue([&queue] {
    auto promise = std::make_shared<std::promise<int>>();
    auto result = promise->get_future();
    queue.enqueue([promise] { promise->set_value(1); });
    result.get();  // expect: pool-self-wait
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

// Coroutines that wait on a thread of the pool, for coroutines that have to run there.
namespace coroutines {

coro::task<int> half(int value) { co_return work(value); }

namespace given_to_the_pool {

coro::task<int> halve(std::unique_ptr<coro::thread_pool> &pool) {
  co_return coro::sync_wait(pool->schedule(half(42)));  // expect: pool-self-wait
}
coro::task<int> halveOnAnother(std::unique_ptr<coro::thread_pool> &other) {
  co_return coro::sync_wait(other->schedule(half(42)));
}
coro::task<int> halveHere() { co_return coro::sync_wait(half(42)); }
coro::task<int> halveLater(std::unique_ptr<coro::thread_pool> &pool) { co_return co_await pool->schedule(half(42)); }
void start() {
  auto pool = coro::thread_pool::make_unique(), other = coro::thread_pool::make_unique();
  coro::sync_wait(pool->schedule(halve(pool)));
  coro::sync_wait(pool->schedule(halveOnAnother(other)));
  coro::sync_wait(pool->schedule(halveHere()));
  coro::sync_wait(pool->schedule(halveLater(pool)));
}
// A method, the pool a member.
class Index {
public:
  void start() { pool_->spawn_detached(build()); }
  int outside() { return coro::sync_wait(pool_->schedule(half(1))); }

private:
  coro::task<void> build() {
    work(parts());
    co_return;
  }
  int parts() { return coro::sync_wait(pool_->schedule(half(2))); }  // expect: pool-self-wait
  std::unique_ptr<coro::thread_pool> pool_ = coro::thread_pool::make_unique();
};
// As a lambda.
void lambda(coro::thread_pool &pool) {
  auto root = [](coro::thread_pool &inside) -> coro::task<void> {
    coro::sync_wait(inside.spawn_joinable([]() -> coro::task<void> { co_return; }()));  // expect: pool-self-wait
    co_return;
  };
  pool.spawn_detached(root(pool));
}
// By another library: the result of a task of the pool, as a future.
asio::awaitable<int> leaf() { co_return work(1); }
asio::awaitable<void> root(asio::thread_pool &pool) {
  auto part = asio::co_spawn(pool, leaf(), asio::use_future);
  work(part.get());  // expect: pool-self-wait
  co_return;
}
// On the executor that it runs on itself, whichever that is.
asio::awaitable<void> rootOfItself() {
  auto executor = co_await asio::this_coro::executor;
  auto part = asio::co_spawn(executor, leaf(), asio::use_future);
  work(part.get());  // expect: pool-self-wait
}
asio::awaitable<void> rootOfAnother(asio::thread_pool &pool) {
  auto part = asio::co_spawn(pool, leaf(), asio::use_future);
  work(part.get());
  co_return;
}
void startBoth(asio::thread_pool &pool, asio::thread_pool &other) {
  asio::co_spawn(pool, root(pool), asio::detached);
  asio::co_spawn(pool, rootOfItself(), asio::detached);
  asio::co_spawn(other, rootOfAnother(pool), asio::detached);
}

}  // namespace given_to_the_pool

namespace moved_by_themselves {

cppcoro::task<int> leaf(cppcoro::static_thread_pool &pool) {
  co_await pool.schedule();
  co_return work(1);
}
cppcoro::task<int> sometimes(cppcoro::static_thread_pool &pool, bool large) {
  if (large) co_await pool.schedule();
  co_return work(2);
}
cppcoro::task<int> throughAnother(cppcoro::static_thread_pool &pool) { co_return co_await leaf(pool); }

cppcoro::task<int> root(cppcoro::static_thread_pool &pool) {
  co_await pool.schedule();
  co_return cppcoro::sync_wait(leaf(pool));  // expect: pool-self-wait
}
cppcoro::task<int> deeper(cppcoro::static_thread_pool &pool) {
  co_await pool.schedule();
  co_return cppcoro::sync_wait(throughAnother(pool));  // expect: pool-self-wait
}
int helper(cppcoro::static_thread_pool &pool) {
  return cppcoro::sync_wait(cppcoro::schedule_on(pool, throughAnother(pool)));  // expect: pool-self-wait
}
cppcoro::task<int> byAHelper(cppcoro::static_thread_pool &pool) {
  co_await pool.schedule();
  co_return helper(pool);
}
cppcoro::task<int> awaited(cppcoro::static_thread_pool &pool) {
  co_return cppcoro::sync_wait(leaf(pool));  // expect: pool-self-wait
}
cppcoro::task<int> awaits(cppcoro::static_thread_pool &pool) {
  co_await pool.schedule();
  co_return co_await awaited(pool);
}
// Where nobody is known to move, on one way only, to another pool, or when it has left the pool again.
cppcoro::task<int> stays(cppcoro::static_thread_pool &pool) { co_return cppcoro::sync_wait(leaf(pool)); }
cppcoro::task<int> maybe(cppcoro::static_thread_pool &pool) {
  co_await pool.schedule();
  co_return cppcoro::sync_wait(sometimes(pool, true));
}
cppcoro::task<int> maybeHere(cppcoro::static_thread_pool &pool, bool large) {
  if (large) co_await pool.schedule();
  co_return cppcoro::sync_wait(leaf(pool));
}
cppcoro::task<int> onAnother(cppcoro::static_thread_pool &pool, cppcoro::static_thread_pool &other) {
  co_await pool.schedule();
  co_return cppcoro::sync_wait(leaf(other));
}
cppcoro::task<int> andAway(cppcoro::static_thread_pool &pool, cppcoro::static_thread_pool &other) {
  co_await pool.schedule();
  co_await other.schedule();
  co_return cppcoro::sync_wait(leaf(pool));
}
cppcoro::task<int> awayWithAnother(cppcoro::static_thread_pool &pool, cppcoro::static_thread_pool &other) {
  co_await pool.schedule();
  co_await leaf(other);
  co_return cppcoro::sync_wait(leaf(pool));
}
cppcoro::task<int> waits(cppcoro::static_thread_pool &pool) {
  co_await pool.schedule();
  co_return co_await leaf(pool);
}

}  // namespace moved_by_themselves

}  // namespace coroutines

// A helper gives the future of what it has handed over. Both classes refer to the pool that `main` has.
namespace helpers {

class Lines {
public:
  explicit Lines(asio::thread_pool &pool) : pool_(pool) {}
  std::future<int> count(std::string path) {
    auto result = std::make_shared<std::promise<int>>();
    auto future = result->get_future();
    asio::post(pool_, [result, path] { result->set_value(work(1)); });
    return future;
  }
  int countNow(std::string path) {
    return count(path).get();  // expect: pool-self-wait
  }

private:
  asio::thread_pool &pool_;
};
class Audit {
public:
  explicit Audit(asio::thread_pool &pool) : pool_(pool), lines_(pool) {}
  void start(std::string path) {
    asio::post(pool_, [this, path] { lines_.countNow(path); });
  }

private:
  asio::thread_pool &pool_;
  Lines lines_;
};
void audits() {
  asio::thread_pool pool(2);
  Audit audit(pool);
  audit.start("ledger");
  pool.join();
}

class Other {
public:
  explicit Other(asio::thread_pool &pool) : pool_(pool) {}
  std::future<int> count(std::string path) {
    auto result = std::make_shared<std::promise<int>>();
    auto future = result->get_future();
    asio::post(pool_, [result, path] { result->set_value(work(1)); });
    return future;
  }
  int countNow(std::string path) { return count(path).get(); }

private:
  asio::thread_pool &pool_;
};
class AuditOfTwo {
public:
  AuditOfTwo(asio::thread_pool &pool, asio::thread_pool &readers) : pool_(pool), lines_(readers) {}
  void start(std::string path) {
    asio::post(pool_, [this, path] { lines_.countNow(path); });
  }

private:
  asio::thread_pool &pool_;
  Other lines_;
};
void auditsOnTwoPools() {
  asio::thread_pool pool(2);
  asio::thread_pool readers(2);
  AuditOfTwo audit(pool, readers);
  audit.start("ledger");
  pool.join();
  readers.join();
}

}  // namespace helpers

namespace packaged {

class Indexer {
public:
  std::future<int> index(std::vector<int> files) {
    std::packaged_task<int()> whole([this, files] {
      std::vector<std::future<int>> parts;
      for (int file : files) {
        std::packaged_task<int()> part([file] { return work(file); });
        parts.push_back(part.get_future());
        asio::post(pool_, std::move(part));
      }
      int sum = 0;
      for (auto &part : parts) sum += part.get();  // expect: pool-self-wait
      return sum;
    });
    auto result = whole.get_future();
    asio::post(pool_, std::move(whole));
    return result;
  }
  void byAPromiseThatMoves() {
    asio::post(pool_, [this] {
      std::promise<int> promise;
      auto result = promise.get_future();
      asio::post(pool_, [promise = std::move(promise)]() mutable { promise.set_value(work(1)); });
      result.get();  // expect: pool-self-wait
    });
  }
  void byAnotherTask() {  // what is waited for here was made by nobody else
    asio::post(pool_, [this] {
      std::packaged_task<int()> here([] { return work(1); }), there([] { return work(2); });
      auto result = here.get_future();
      asio::post(pool_, std::move(there));
      here();
      result.get();
    });
  }
  int fromOutside() {
    std::packaged_task<int()> task([] { return work(1); });
    auto result = task.get_future();
    asio::post(pool_, std::move(task));
    return result.get();
  }

private:
  asio::thread_pool pool_;
};

}  // namespace packaged
