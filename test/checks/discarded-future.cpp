// RUN: %check %s discarded-future
// Futures of started work that nobody asks.
#include <BS_thread_pool.hpp>

#include <chrono>
#include <functional>
#include <future>
#include <memory>
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
