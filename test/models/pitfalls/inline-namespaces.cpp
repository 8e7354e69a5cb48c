// RUN: %check %s
// A library may put its version into an inline namespace: models do not say it.
#include <stub/coroutine.h>

#include <chrono>
#include <thread>

namespace coro {
inline namespace v0_16 {

template <class T = void>
class [[nodiscard]] task {
public:
  using promise_type = stub::promise<task, T, std::suspend_always>;
  task(task &&) noexcept;
  ~task();
  stub::awaiter<T> operator co_await() &&;
};
template <class T> T sync_wait(task<T> &&);

class thread_pool {
public:
  thread_pool(int threads);
  ~thread_pool();
  stub::awaiter<void> schedule();
};

}  // namespace v0_16
}  // namespace coro

coro::task<int> answer();

coro::v0_16::task<int> waits() {
  co_return coro::sync_wait(answer());  // expect: blocking-wait: co_await answer()
}
coro::task<> offloads(coro::thread_pool &pool) {
  std::this_thread::sleep_for(std::chrono::milliseconds(5));  // expect: blocking-sleep: SCHEDULER->yield_for
  co_await pool.schedule();
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
}
coro::task<> destructor() {
  coro::thread_pool pool(2);  // expect: blocking-destructor, pool-per-call
  co_return;
}

int main() { return coro::sync_wait(answer()); }
