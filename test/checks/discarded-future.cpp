// RUN: %check %s discarded-future
// Futures of started work that nobody asks.
#include <BS_thread_pool.hpp>
#include <taskflow/taskflow.hpp>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <exception>
#include <functional>
#include <future>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

void work();

void serial() {
  std::async(std::launch::async, work);                  // expect: discarded-future: its destructor waits
  (void)std::async(std::launch::async, [] { work(); });  // expect: discarded-future
  std::async(work);                                      // expect: discarded-future
}

void parallel() {
  auto one = std::async(std::launch::async, work);       // waits at the end of the scope, beside the other
  auto two = std::async(std::launch::async, work);
  work();
}

void pool(BS::thread_pool<> &pool) {
  pool.submit_task([] { work(); });                      // expect: discarded-future: if the work fails, nobody hears of it
  auto kept = pool.submit_task([] { work(); });          // expect: discarded-future: is kept in 'kept' and never asked
  pool.detach_task([] { work(); });
  auto asked = pool.submit_task([] { work(); });
  asked.get();
}

// --- a pool of the user's own
class Pool {
public:
  template <class F>
  std::future<void> submit(F f) {
    auto task = std::make_shared<std::packaged_task<void()>>(std::move(f));
    auto future = task->get_future();
    post([task] { (*task)(); });
    return future;
  }

private:
  void post(std::function<void()> f);
};

void own(Pool &pool) {
  pool.submit([] { work(); });                           // expect: discarded-future
  (void)pool.submit([] { work(); });
  std::vector<std::future<void>> all;
  for (int i = 0; i < 3; ++i) all.push_back(pool.submit([] { work(); }));
  for (auto &one : all) one.get();
}

void collected(Pool &pool) {
  std::vector<std::future<void>> all;
  for (int i = 0; i < 3; ++i) all.push_back(pool.submit([] { work(); }));  // expect: discarded-future
}

void polled(Pool &pool) {
  auto done = pool.submit([] { work(); });
  while (done.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready) work();
}

// --- a promise's future is a handle on a value, not on work
std::future<int> answer(std::promise<int> &promise) { return promise.get_future(); }
void promised(std::promise<int> &promise) {
  answer(promise);
  auto later = promise.get_future();
  std::packaged_task<void()> task(work);
  auto done = task.get_future();
  task();
}

// --- work without errors, whose end is waited for in another way
std::atomic<int> rounds{0};
void count() { ++rounds; }

void barrier(BS::thread_pool<> &pool) {
  pool.submit_task([] { count(); });
  pool.submit_task([] { std::puts("round"); });
  pool.wait();
}
void poolOfItsOwn() {
  BS::thread_pool<> pool;
  pool.submit_task([] { std::cout << "round " << rounds << std::endl; });
}
void nobodyWaits(BS::thread_pool<> &pool) {
  pool.submit_task([] { count(); });                     // expect: discarded-future
}
void waitsTooEarly(BS::thread_pool<> &pool) {
  pool.wait();
  pool.submit_task([] { count(); });                     // expect: discarded-future
}
void waitsForAnother(BS::thread_pool<> &pool, BS::thread_pool<> &other) {
  pool.submit_task([] { count(); });                     // expect: discarded-future
  other.wait();
}
void countTo(int limit) {
  if (rounds > limit) throw std::runtime_error("too many rounds");
  count();
}
int number(const std::string &text) { return std::stoi(text); }
void barrierHidesErrors(BS::thread_pool<> &pool, const std::string &text) {
  pool.submit_task([] { work(); });                      // expect: discarded-future
  pool.submit_task([] { countTo(8); });                  // expect: discarded-future
  pool.submit_task([text] { rounds += number(text); });  // expect: discarded-future
  pool.submit_task([] { throw 1; });                     // expect: discarded-future
  pool.wait();
}

// --- work that hears of its own errors
void careful(BS::thread_pool<> &pool, std::function<void()> job) {
  pool.submit_task([job] {
    try {
      job();
    } catch (const std::exception &error) {
      std::fprintf(stderr, "%s\n", error.what());
    }
  });
  pool.submit_task([] {
    try {
      work();
    } catch (...) {
    }
  });
}
void carefulInParts(BS::thread_pool<> &pool, std::function<void()> job) {
  pool.submit_task([job] {  // expect: discarded-future
    try {
      work();
    } catch (...) {
    }
    job();
  });
  pool.submit_task([] {  // expect: discarded-future
    try {
      work();
    } catch (const std::invalid_argument &) {
    }
  });
  pool.submit_task([] {  // expect: discarded-future
    try {
      work();
    } catch (...) {
      count();
      throw;
    }
  });
}

// --- a graph of tasks has the errors of its tasks
void graphs() {
  tf::Executor executor;
  tf::Taskflow quiet, whole, risky;
  quiet.emplace([] { std::puts("quiet"); });
  whole.composed_of(quiet);
  risky.emplace([] { work(); });
  executor.async(tf::make_module_task(quiet));
  executor.async(tf::make_module_task(whole));
  executor.run(whole, [] { std::puts("again"); });
  executor.async(tf::make_module_task(risky));           // expect: discarded-future
  executor.run(risky, [] { std::puts("again"); });       // expect: discarded-future
}
void graphOfSomebody(tf::Taskflow &flow) {
  tf::Executor executor;
  executor.async(tf::make_module_task(flow));            // expect: discarded-future
}
void fill(tf::Taskflow &flow);
void graphFilledElsewhere() {
  tf::Executor executor;
  tf::Taskflow flow;
  flow.emplace([] { count(); });
  fill(flow);
  executor.async(tf::make_module_task(flow));            // expect: discarded-future
}
