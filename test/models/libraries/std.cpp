// RUN: %check %s
// The model of the standard library: threads, futures, locks, files, and the algorithms that call what they are given.
#include <task.h>

#include <algorithm>
#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <execution>
#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <iostream>
#include <latch>
#include <mutex>
#include <numeric>
#include <optional>
#include <semaphore>
#include <shared_mutex>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
namespace fs = std::filesystem;

int settle() {
  std::this_thread::sleep_for(5ms);
  return 1;
}

namespace sleeps {

home::task<> ofTheThread(std::chrono::steady_clock::time_point due) {
  std::this_thread::sleep_for(50ms);  // expect: blocking-sleep
  std::this_thread::sleep_until(due);  // expect: blocking-sleep
  std::this_thread::sleep_for(0s);
  std::this_thread::yield();
  co_return;
}

}  // namespace sleeps

namespace waits {

home::task<int> forFutures(std::future<int> one, std::shared_future<int> many, std::future<void> third) {
  third.wait();  // expect: blocking-wait
  int sum = one.get();  // expect: blocking-wait
  sum += many.get();  // expect: blocking-wait
  co_return sum;
}
home::task<int> forAFutureThatIsReady(std::future<int> answer) {
  while (answer.wait_for(0s) != std::future_status::ready)
    co_await home::after(1ms);
  co_return answer.get();
}
home::task<> forThreads(std::thread worker, std::jthread other) {
  worker.join();  // expect: blocking-wait
  other.join();  // expect: blocking-wait
  co_return;
}
home::task<> atPrimitives(std::latch &start, std::barrier<> &round, std::counting_semaphore<> &slots) {
  start.wait();  // expect: blocking-wait
  round.arrive_and_wait();  // expect: blocking-wait
  slots.acquire();  // expect: blocking-wait
  co_return;
}
home::task<> forAChange(std::atomic<int> &state, std::condition_variable &changed, std::mutex &mutex) {
  state.wait(0);  // expect: blocking-wait
  std::unique_lock lock(mutex);
  changed.wait(lock, [&state] { return state == 1; });  // expect: blocking-wait
  co_return;
}

}  // namespace waits

namespace locks {  // worth a word where another holder keeps the mutex long: here, for a sleep

std::mutex plain;
std::shared_mutex shared;
std::recursive_mutex again;
std::timed_mutex second;
void longHolders() {
  std::scoped_lock all(plain, second);
  std::unique_lock other(again);
  std::lock_guard lock(shared);
  settle();  // expect: blocking-under-lock
}
home::task<> guard() {
  std::lock_guard lock(plain);  // expect: blocking-lock
  co_return;
}
home::task<> reader() {
  std::shared_lock lock(shared);  // expect: blocking-lock
  co_return;
}
home::task<> byHand() {
  again.lock();  // expect: blocking-lock
  again.unlock();
  co_return;
}
home::task<> theSecondOfAScopedLock() {
  std::lock_guard lock(second);  // expect: blocking-lock
  co_return;
}
home::task<bool> tries() {
  std::unique_lock lock(plain, std::try_to_lock);
  co_return lock.owns_lock() && shared.try_lock_shared();
}

}  // namespace locks

namespace files {

home::task<std::string> streams() {
  std::ifstream in("settings");  // expect: blocking-file-io
  std::string line;
  std::getline(in, line);  // the same file: one finding
  std::ofstream("log") << line;  // expect: blocking-file-io
  co_return line;
}
home::task<bool> names(fs::path path) {
  fs::create_directories(path);  // expect: blocking-file-io
  const bool there = fs::exists(path / "index");  // expect: blocking-file-io
  for (const auto &entry : fs::directory_iterator(path))  // expect: blocking-file-io
    static_cast<void>(entry.path().filename());
  co_return there && path.has_extension();
}
home::task<std::string> inMemory(std::string text) {
  std::istringstream in(text);
  std::string word;
  in >> word;
  std::ostringstream out;
  out << word << fs::path(word).stem();
  co_return out.str();
}
home::task<std::string> console() {
  std::string line;
  std::getline(std::cin, line);  // expect: blocking-console
  co_return line;
}

}  // namespace files

namespace calls {  // who runs a callable, and where

home::task<int> now(std::vector<int> &values, std::optional<int> some) {
  std::for_each(values.begin(), values.end(), [](int) { settle(); });  // expect: blocking-sleep
  std::ranges::for_each(values, [](int) { settle(); });  // expect: blocking-sleep
  int sum = std::accumulate(values.begin(), values.end(), 0, [](int, int) { return settle(); });  // expect: blocking-sleep
  sum += std::invoke(settle);  // expect: blocking-sleep
  std::function<int()> stored = settle;
  sum += stored();  // expect: blocking-sleep
  std::once_flag once;
  std::call_once(once, settle);  // expect: blocking-sleep
  co_return sum + some.value_or(0);
}
home::task<> elsewhere(std::vector<std::thread> &crew) {
  crew.emplace_back([] { settle(); });
  crew.push_back(std::thread(settle));
  std::thread([] { settle(); }).detach();
  std::packaged_task<int()> later(settle);
  auto bound = std::bind(settle);
  co_return;
}

}  // namespace calls

namespace destructors {

home::task<> ofAFuture() {
  auto running = std::async(std::launch::async, settle);  // expect: blocking-destructor: waits for its task
  co_return;
}
home::task<> ofAThread() {
  std::jthread helper(settle);  // expect: blocking-destructor: requests a stop and joins its thread
  co_return;
}
home::task<> ofAThreadThatIsLetGo() {
  std::jthread helper(settle);
  helper.detach();
  co_return;
}
home::task<std::future<int>> ofAPromisesFuture(std::promise<int> &promise) { co_return promise.get_future(); }

}  // namespace destructors

int main() {
  locks::longHolders();
  std::vector<int> values{3, 1, 2};
  std::sort(std::execution::par, values.begin(), values.end());
  return settle();
}
