// RUN: %check %s fine-grained-task
// One task per element, with bodies that cost less than their dispatch, and everything that is no such thing.
#include <BS_thread_pool.hpp>
#include <asio.hpp>
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <task.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <condition_variable>
#include <fstream>
#include <functional>
#include <future>
#include <mutex>
#include <queue>
#include <string>
#include <thread>
#include <vector>

namespace direct {

void postsEachSample(asio::thread_pool &pool, std::vector<short> &samples) {
  for (std::size_t i = 0; i < samples.size(); ++i)
    asio::post(pool, [&samples, i] { samples[i] /= 2; });  // expect: fine-grained-task: body takes about
}
void overARange(asio::thread_pool &pool, std::vector<double> &values) {
  for (double &value : values)
    asio::post(pool, [&value] { value = std::sqrt(value); });  // expect: fine-grained-task: element of 'values'
}
void withIterators(asio::thread_pool &pool, std::vector<double> &values) {
  for (auto it = values.begin(); it != values.end(); ++it)
    asio::post(pool, [it] { *it += 1; });  // expect: fine-grained-task
}
void aMillionTimes(BS::thread_pool<> &pool, std::atomic<int> &hits) {
  for (int i = 0; i < 1'000'000; ++i)
    pool.detach_task([&hits] { hits.fetch_add(1); });  // expect: fine-grained-task: 1000000 times
}
void showsHowToStart(BS::thread_pool<> &pool) {  // the tasks stand for work: nobody looks at what they leave
  std::atomic<int> counter{0};
  for (int i = 0; i < 100'000; ++i) pool.detach_task([&counter] { ++counter; });
  pool.wait();
}
int countsAndTells(BS::thread_pool<> &pool) {
  std::atomic<int> counter{0};
  for (int i = 0; i < 100'000; ++i) pool.detach_task([&counter] { ++counter; });  // expect: fine-grained-task
  pool.wait();
  return counter;
}
void soManyTimes(BS::thread_pool<> &pool, std::vector<int> &cells, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i)
    pool.detach_task([&cells, i] { cells[i] = 0; });  // expect: fine-grained-task: each of 'n'
}
int sumOfFutures(BS::thread_pool<> &pool, const std::vector<int> &values) {
  std::vector<std::future<int>> parts;
  for (int value : values)
    parts.push_back(pool.submit_task([value] { return value * value; }));  // expect: fine-grained-task
  int sum = 0;
  for (auto &part : parts) sum += part.get();
  return sum;
}
int sumOfAsyncs(const std::vector<int> &values) {
  std::vector<std::future<int>> parts;
  for (int value : values)
    parts.push_back(std::async(std::launch::async, [value] { return value * value; }));  // expect: fine-grained-task: 60 us
  int sum = 0;
  for (auto &part : parts) sum += part.get();
  return sum;
}
void ofFolly(folly::CPUThreadPoolExecutor &cpu, std::vector<std::atomic<int>> &cells) {
  for (std::size_t i = 0; i != cells.size(); ++i)
    cpu.add([&cells, i] { cells[i].store(0); });  // expect: fine-grained-task
}

}  // namespace direct

namespace innocent {

void aChunkEach(asio::thread_pool &pool, std::vector<short> &samples, std::size_t chunk) {
  for (std::size_t from = 0; from < samples.size(); from += chunk)
    asio::post(pool, [&samples, from] { samples[from] = 0; });
}
void aLoopEach(asio::thread_pool &pool, std::vector<std::vector<short>> &tracks) {
  for (auto &track : tracks)
    asio::post(pool, [&track] {
      for (short &sample : track) sample /= 2;
    });
}
void aFileEach(asio::thread_pool &pool, const std::vector<std::string> &names) {
  for (const std::string &name : names)
    asio::post(pool, [name] { std::ofstream(name) << 1; });
}
void render(int);
void somethingUnknownEach(asio::thread_pool &pool, const std::vector<int> &frames) {
  for (int frame : frames)
    asio::post(pool, [frame] { render(frame); });
}
void oneForEachCore(asio::thread_pool &pool, std::atomic<int> &hits) {
  for (int i = 0; i < 8; ++i)
    asio::post(pool, [&hits] { ++hits; });
}
void aWrittenList(asio::thread_pool &pool, std::atomic<int> &hits) {
  for (int step : {1, 2, 3})
    asio::post(pool, [&hits, step] { hits += step; });
  const std::vector<int> steps{1, 2, 3};
  for (int step : steps)
    asio::post(pool, [&hits, step] { hits += step; });
}
void toTheLoop(asio::io_context &io, std::vector<int> &values) {
  for (int &value : values)
    asio::post(io, [&value] { ++value; });
}
void toAStrand(asio::strand<asio::thread_pool::executor_type> &strand, std::vector<int> &values) {
  for (int &value : values)
    asio::post(strand, [&value] { ++value; });
}
struct Session {
  asio::thread_pool *home;
  int state;
};
void toEachItsOwn(std::vector<Session> &sessions) {
  for (Session &session : sessions)
    asio::post(*session.home, [&session] { session.state = 1; });
}
double heavy(double x) {
  for (int i = 0; i < 100'000; ++i) x = std::sin(x);
  return x;
}
void heavyEach(asio::thread_pool &pool, std::vector<double> &values) {
  for (double &value : values)
    asio::post(pool, [&value] { value = heavy(value); });
}
void once(asio::thread_pool &pool, int &value) {
  asio::post(pool, [&value] { ++value; });
}
void callbacks(asio::thread_pool &pool, const std::vector<std::function<void()>> &callbacks) {
  for (const auto &callback : callbacks) asio::post(pool, callback);
}
void theBulkCall(BS::thread_pool<> &pool, std::vector<int> &values) {
  pool.detach_loop(std::size_t{0}, values.size(), [&values](std::size_t i) { values[i] = 0; });
}

}  // namespace innocent

namespace reach {

class Stage {
public:
  explicit Stage(std::size_t threads) : pool_(threads) {}
  void clear() {
    for (std::size_t i = 0; i < cells_.size(); ++i)
      asio::post(pool_, [this, i] { clearOne(i); });  // expect: fine-grained-task
  }
  void clearThroughAHelper() {
    for (std::size_t i = 0; i < cells_.size(); ++i) enqueue(i);
  }
  void named() {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      auto task = [this, i] { clearOne(i); };
      asio::post(pool_, task);  // expect: fine-grained-task
    }
  }

private:
  void enqueue(std::size_t i) {
    asio::post(pool_, [this, i] { clearOne(i); });  // expect: fine-grained-task
  }
  void clearOne(std::size_t i) { cells_[i] = 0; }
  asio::thread_pool pool_;
  std::vector<int> cells_;
};

void inAnAlgorithm(asio::thread_pool &pool, std::vector<int> &values) {
  std::for_each(values.begin(), values.end(), [&pool](int &value) {
    asio::post(pool, [&value] { ++value; });  // expect: fine-grained-task
  });
}
template <class T> void inATemplate(asio::thread_pool &pool, std::vector<T> &values) {
  for (T &value : values)
    asio::post(pool, [&value] { value += T(1); });  // expect: fine-grained-task
}
template void inATemplate(asio::thread_pool &, std::vector<int> &);

#define LATER(pool, what) asio::post(pool, [&] { what; })
void inAMacro(asio::thread_pool &pool, std::vector<int> &values) {
  for (int &value : values)
    LATER(pool, ++value);  // expect: fine-grained-task
}

}  // namespace reach

namespace own_pool {

class Workers {
public:
  explicit Workers(unsigned n) {
    for (unsigned i = 0; i < n; ++i) threads_.emplace_back([this] { serve(); });
  }
  ~Workers() {
    for (auto &thread : threads_) thread.join();
  }
  template <class F> std::future<void> submit(F f) {
    auto task = std::make_shared<std::packaged_task<void()>>(std::move(f));
    std::future<void> done = task->get_future();
    {
      std::lock_guard lock(mutex_);
      jobs_.emplace([task] { (*task)(); });
    }
    ready_.notify_one();
    return done;
  }
  void add(std::function<void()> job) {
    std::lock_guard lock(mutex_);
    jobs_.push(std::move(job));
    ready_.notify_one();
  }

private:
  void serve();
  std::mutex mutex_;
  std::condition_variable ready_;
  std::queue<std::function<void()>> jobs_;
  std::vector<std::thread> threads_;
};

void each(Workers &workers, std::vector<int> &values) {
  for (int &value : values) workers.add([&value] { ++value; });  // expect: fine-grained-task
  std::vector<std::future<void>> all;
  for (int &value : values) all.push_back(workers.submit([&value] { ++value; }));  // expect: fine-grained-task
}

// A list of callbacks: nobody runs them elsewhere.
class Listeners {
public:
  void add(std::function<void()> job) { jobs_.push_back(std::move(job)); }

private:
  std::vector<std::function<void()>> jobs_;
};
void subscribe(Listeners &listeners, std::vector<int> &values) {
  for (int &value : values) listeners.add([&value] { ++value; });
}

}  // namespace own_pool

namespace hops {

asio::awaitable<double> scaled(asio::thread_pool &pool, double v) {
  co_await asio::post(asio::bind_executor(pool, asio::use_awaitable));
  co_return v * 2;
}
asio::awaitable<double> smoothed(asio::thread_pool &pool, double v) {
  co_await asio::post(asio::bind_executor(pool, asio::use_awaitable));
  co_return innocent::heavy(v);
}
asio::awaitable<void> each(asio::thread_pool &pool, std::vector<double> &values) {
  for (double &value : values) value = co_await scaled(pool, value);  // expect: fine-grained-task: to a pool and back
  for (double &value : values) value = co_await smoothed(pool, value);
}
asio::awaitable<void> few(asio::thread_pool &pool, std::array<double, 3> &values) {
  for (double &value : values) value = co_await scaled(pool, value);
  values[0] = co_await scaled(pool, values[0]);
}
asio::awaitable<void> spawned(asio::thread_pool &pool, std::vector<double> &values) {
  for (double &value : values)
    co_await asio::co_spawn(pool, [&value]() -> asio::awaitable<void> { value *= 2; co_return; }, asio::use_awaitable);  // expect: fine-grained-task
}

}  // namespace hops

// Tests and benchmarks try a pool with more tasks than anybody needs.
namespace testing {
class Test {
public:
  virtual ~Test() = default;
  virtual void TestBody() = 0;
};
}  // namespace testing
namespace benchmark {
class State {
public:
  bool KeepRunning();
};
}  // namespace benchmark

namespace tests {

static void CATCH2_INTERNAL_TEST_0() {
  asio::thread_pool pool;
  std::atomic<int> hits = 0;
  for (int i = 0; i < 100'000; ++i) asio::post(pool, [&hits] { hits.fetch_add(1); });
  pool.join();
}
class Pools_HoldManyTasks_Test : public testing::Test {
  void TestBody() override {
    asio::thread_pool pool;
    std::atomic<int> hits = 0;
    const auto fill = [&] {
      for (int i = 0; i < 100'000; ++i) asio::post(pool, [&hits] { hits.fetch_add(1); });
    };
    fill();
    pool.join();
  }
};
void measures(benchmark::State &state) {
  asio::thread_pool pool;
  std::vector<int> cells(4096);
  while (state.KeepRunning())
    for (int &cell : cells) asio::post(pool, [&cell] { ++cell; });
  pool.join();
}
void runs() {
  CATCH2_INTERNAL_TEST_0();
}
void isNoTest(asio::thread_pool &pool, std::vector<int> &cells) {
  for (int &cell : cells) asio::post(pool, [&cell] { ++cell; });  // expect: fine-grained-task
}

}  // namespace tests

// The pool takes a std::function.
namespace wrapped {

class Queue {
public:
  void enqueue(std::function<void()> job) {
    std::lock_guard lock(mutex_);
    jobs_.push(std::move(job));
  }

private:
  std::mutex mutex_;
  std::queue<std::function<void()>> jobs_;
  std::vector<std::thread> threads_;
};
void each(Queue &queue, std::vector<int> &cells, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i)
    queue.enqueue([&cells, i] { ++cells[i]; });  // expect: fine-grained-task
  for (std::size_t i = 0; i < n; ++i) queue.enqueue([&cells] { ++cells[0]; });
}

}  // namespace wrapped

// A std::function runs what it holds.
namespace held {

void each(asio::thread_pool &pool, std::size_t n, const std::function<void(std::size_t)> &work) {
  for (std::size_t i = 0; i < n; ++i)
    asio::post(pool, [&work, i] { work(i); });  // expect: fine-grained-task
}
void brighten(asio::thread_pool &pool, std::vector<int> &cells) {
  each(pool, cells.size(), [&cells](std::size_t i) { ++cells[i]; });
}
void eachRow(asio::thread_pool &pool, std::size_t n, const std::function<void(std::size_t)> &work) {
  for (std::size_t i = 0; i < n; ++i) asio::post(pool, [&work, i] { work(i); });
}
void brightenRows(asio::thread_pool &pool, std::vector<std::vector<int>> &rows) {
  eachRow(pool, rows.size(), [&rows](std::size_t i) {
    for (int &cell : rows[i]) ++cell;
  });
}
void unknown(asio::thread_pool &pool, const std::vector<std::function<void()>> &jobs) {
  for (const auto &job : jobs) asio::post(pool, [&job] { job(); });
}

}  // namespace held
