// RUN: %check %s submit-then-wait
// A task that is started and waited for at once, and all the good reasons to start one.
#include <BS_thread_pool.hpp>
#include <asio.hpp>
#include <task.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <functional>
#include <future>
#include <latch>
#include <memory>
#include <mutex>
#include <pthread.h>
#include <queue>
#include <semaphore>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

int crunch(int);
void render(int);

namespace direct {

int throughAVariable(int n) {
  std::future<int> part = std::async(std::launch::async, crunch, n);  // expect: submit-then-wait: waits for at once
  return part.get();
}
int asATemporary(int n) {
  return std::async([n] { return crunch(n); }).get();  // expect: submit-then-wait
}
void waits(int n) {
  auto part = std::async(std::launch::async, [n] { render(n); });  // expect: submit-then-wait
  if (part.valid()) std::puts("started");
  part.wait();
}
int assigned(int n) {
  std::future<int> part;
  part = std::async(std::launch::async, crunch, n);  // expect: submit-then-wait
  return part.get();
}
void joins(int n) {
  std::thread worker([n] { render(n); });  // expect: submit-then-wait: 'join'
  worker.join();
}
void joinsATemporary(int n) {
  std::thread(render, n).join();  // expect: submit-then-wait
}
int onAPool(BS::thread_pool<> &pool, int n) {
  return pool.submit_task([n] { return crunch(n); }).get();  // expect: submit-then-wait
}
int inALoop(const std::vector<int> &values) {
  int sum = 0;
  for (int value : values) {
    auto part = std::async(std::launch::async, crunch, value);  // expect: submit-then-wait
    sum += part.get();
  }
  return sum;
}
int withAHandler(int n) {
  auto part = std::async(std::launch::async, crunch, n);  // expect: submit-then-wait
  try {
    return part.get();
  } catch (...) {
    return 0;
  }
}

}  // namespace direct

namespace innocent {

int worksMeanwhile(int n) {
  auto part = std::async(std::launch::async, crunch, n);
  const int mine = crunch(n + 1);
  return mine + part.get();
}
int countsMeanwhile(int n) {
  auto part = std::async(std::launch::async, crunch, n);
  int sum = 0;
  for (int i = 0; i < 100'000; ++i) sum += i % 7;
  return sum + part.get();
}
int withALimit(int n) {
  auto part = std::async(std::launch::async, crunch, n);
  if (part.wait_for(20ms) != std::future_status::ready) return 0;
  return part.get();
}
int severalAtOnce(int n) {
  auto left = std::async(std::launch::async, crunch, n);
  auto right = std::async(std::launch::async, crunch, n + 1);
  return right.get() + left.get();
}
int manyAtOnce(const std::vector<int> &values) {
  std::vector<std::future<int>> parts;
  for (int value : values) parts.push_back(std::async(std::launch::async, crunch, value));
  int sum = 0;
  for (auto &part : parts) sum += part.get();
  return sum;
}
std::future<int> handsItOn(int n) {
  auto part = std::async(std::launch::async, crunch, n);
  return part;
}
int onSomeWays(int n, bool now) {
  auto part = std::async(std::launch::async, crunch, n);
  if (now) return part.get();
  render(n);
  return part.get();
}
int onALoop(asio::io_context &io, int n) {
  std::packaged_task<int()> task([n] { return crunch(n); });
  std::future<int> answer = task.get_future();
  asio::post(io, std::move(task));
  return answer.get();
}
int onAStrand(asio::strand<asio::io_context::executor_type> &strand) {
  std::promise<int> answer;
  auto future = answer.get_future();
  asio::post(strand, [&answer] { answer.set_value(crunch(1)); });
  return future.get();
}
int deferred(int n) { return std::async(std::launch::deferred, crunch, n).get(); }
asio::awaitable<int> awaits(asio::thread_pool &pool, int n) {
  co_return co_await asio::co_spawn(pool, [n]() -> asio::awaitable<int> { co_return crunch(n); }, asio::use_awaitable);
}

int bridges(asio::thread_pool &pool, int n) {
  return asio::co_spawn(pool, [n]() -> asio::awaitable<int> { co_return crunch(n); }, asio::use_future).get();
}

class Owner {
public:
  void start() { worker_ = std::thread([] { render(0); }); }
  void stop() { worker_.join(); }

private:
  std::thread worker_;
};

}  // namespace innocent

namespace reach {

class Checker {
public:
  bool verify(int n) {
    auto job = std::async(std::launch::async, &Checker::check, this, n);  // expect: submit-then-wait
    return job.get();
  }

private:
  bool check(int n) const { return crunch(n) > 0; }
};
template <class F> auto away(F f) {
  return std::async(std::launch::async, f).get();  // expect: submit-then-wait
}
int instantiated() {
  return away([] { return crunch(1); });
}
#define ELSEWHERE(call) std::async(std::launch::async, [&] { return call; }).get()
int inAMacro(int n) {
  return ELSEWHERE(crunch(n));  // expect: submit-then-wait
}
void inALambda(int n) {
  auto job = [n] { return std::async(std::launch::async, crunch, n).get(); };  // expect: submit-then-wait
  job();
}

class Workers {
public:
  template <class F> std::future<int> submit(F f) {
    auto task = std::make_shared<std::packaged_task<int()>>(std::move(f));
    {
      std::lock_guard lock(mutex_);
      jobs_.push([task] { (*task)(); });
    }
    ready_.notify_one();
    return task->get_future();
  }

private:
  std::mutex mutex_;
  std::condition_variable ready_;
  std::queue<std::function<void()>> jobs_;
  std::vector<std::thread> threads_;
};
int onOwnWorkers(Workers &workers, int n) {
  auto job = workers.submit([n] { return crunch(n); });  // expect: submit-then-wait
  return job.get();
}

}  // namespace reach

namespace tokens {

// Bodies that do nothing worth a thread: they tell that the queue was served so far, or try the pool.
void flushes(BS::thread_pool<> &pool) { pool.submit_task([] {}).wait(); }
bool isAlive(BS::thread_pool<> &pool) {
  bool ran = false;
  pool.submit_task([&ran] { ran = true; }).wait();
  return ran;
}
[[noreturn]] void fails() { throw std::runtime_error("as it should"); }
bool passesErrorsOn(BS::thread_pool<> &pool) {
  auto result = pool.submit_task(fails);
  try {
    result.get();
  } catch (const std::runtime_error &) {
    return true;
  }
  return false;
}
// The task waits for a signal, and the caller gives it.
void handsOver(BS::thread_pool<> &pool, std::binary_semaphore &ready, int &value) {
  auto result = pool.submit_task([&] {
    ready.acquire();
    crunch(value);
  });
  ++value;
  ready.release();
  result.get();
}
bool worksIndeed(BS::thread_pool<> &pool, int n) {
  bool even = false;
  pool.submit_task([&even, n] { even = crunch(n) % 2 == 0; }).wait();  // expect: submit-then-wait
  return even;
}

}  // namespace tokens

namespace missed {

int FN_waitsForThePool(BS::thread_pool<> &pool, int n) {
  int value = 0;
  pool.detach_task([&] { value = crunch(n); });
  pool.wait();
  return value;
}

}  // namespace missed

// What tells that the work is done is lent to it.
namespace lent {

int byAPromise(int n) {
  std::promise<int> promise;
  auto result = promise.get_future();
  std::thread worker([&] { promise.set_value(crunch(n)); });  // expect: submit-then-wait
  const int value = result.get();
  worker.join();
  return value;
}
int byAPromiseOfThePool(asio::thread_pool &pool, int n) {
  std::promise<int> promise;
  asio::post(pool, [&] { promise.set_value(crunch(n)); });  // expect: submit-then-wait
  return promise.get_future().get();
}
// A helper: where it runs, and what, is for who calls it to say.
template <class Executor, class Job>
int now(Executor &executor, Job job) {
  std::promise<int> promise;
  asio::post(executor, [&] { promise.set_value(job()); });
  return promise.get_future().get();
}
int crunchesThere(asio::thread_pool &pool, int n) {
  return now(pool, [n] { return crunch(n); });
}
// A sign that what came before has been taken.
void afterAllOthers(asio::thread_pool &pool, int n) {
  for (int i = 0; i < n; ++i) asio::post(pool, [i] { render(i); });
  std::promise<void> all;
  asio::post(pool, [&] { all.set_value(); });
  all.get_future().wait();
}
void byALatch(asio::thread_pool &pool, int n) {
  std::latch done(1);
  asio::post(pool, [&] {  // expect: submit-then-wait
    render(n);
    done.count_down();
  });
  done.wait();
}
void byALatchForTwo(asio::thread_pool &pool, int n) {
  std::latch done(2);
  asio::post(pool, [&] {
    render(n);
    done.count_down();
  });
  asio::post(pool, [&] {
    render(n + 1);
    done.count_down();
  });
  done.wait();
}
void byALatchForMany(asio::thread_pool &pool, int n) {
  std::latch done(n);
  for (int i = 0; i < n; ++i)
    asio::post(pool, [&, i] {
      render(i);
      done.count_down();
    });
  done.wait();
}
void worksMeanwhile(asio::thread_pool &pool, int n) {
  std::latch done(1);
  asio::post(pool, [&] {
    render(n);
    done.count_down();
  });
  render(n + 1);
  done.wait();
}
void onTheLoop(asio::io_context &io, int n) {
  std::latch done(1);
  asio::post(io, [&] {
    render(n);
    done.count_down();
  });
  done.wait();
}
void runsTheLoop(int n) {
  asio::io_context io;
  std::thread console([&] {
    render(n);
    io.stop();
  });
  io.run();
  console.join();
}
void behindAPointer(int n) {
  auto worker = std::make_unique<std::thread>([n] { render(n); });  // expect: submit-then-wait
  worker->join();
}
void behindAPointerLater(int n) {
  auto worker = std::make_unique<std::thread>([n] { render(n); });
  render(n + 1);
  worker->join();
}

}  // namespace lent

// The thread is needed for where it runs: what it touches first lies next to its processor.
namespace bound {

void layOut(std::vector<int> &field, int processor) {
  std::thread thread([&field, processor] {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(processor, &set);
    pthread_setaffinity_np(pthread_self(), sizeof(set), &set);
    field.assign(1 << 20, 0);
  });
  thread.join();
}
void layOutAnywhere(std::vector<int> &field) {
  std::thread thread([&field] { field.assign(1 << 20, 0); });  // expect: submit-then-wait
  thread.join();
}

}  // namespace bound

// Once in the life of the program, where `main` has nothing else to do.
namespace steps {

int total(int n) { return n > 0 ? crunch(n) : 0; }

void stepOfMain() {
  auto part = std::async(std::launch::async, [] { return crunch(7); });  // expect: submit-then-wait: it runs once only
  std::printf("%d\n", part.get());
}
void calledInALoop() {
  auto part = std::async(std::launch::async, [] { return crunch(7); });  // expect: submit-then-wait
  std::printf("%d\n", part.get());
}
void calledByOthers() {
  auto part = std::async(std::launch::async, [] { return crunch(7); });  // expect: submit-then-wait
  std::printf("%d\n", part.get());
}
void serve() { calledByOthers(); }

}  // namespace steps

int main() {
  steps::stepOfMain();
  for (int i = 0; i < 3; ++i) steps::calledInALoop();
  auto part = std::async(std::launch::async, crunch, 3);  // expect: submit-then-wait: it runs once only
  std::printf("%d\n", part.get());
  auto each = 0;
  for (int i = 0; i < 3; ++i) each += std::async(std::launch::async, crunch, i).get();  // expect: submit-then-wait
  return each;
}
