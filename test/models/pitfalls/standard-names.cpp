// flags: -std=c++20
// RUN: %check %s
// RUN: sed 's|^// flags:.*|// flags: -std=c++20 -stdlib=libc++|' %s > %t.cpp && %check %t.cpp
// REQUIRES: llvm22
// What users write is declared elsewhere: std::__basic_future::wait and std::__atomic_base::wait in libstdc++, the inline
// namespaces std::_V2 there and std::__1::__fs in libc++. The names of the models hold for both libraries.
#include <task.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <future>
#include <latch>
#include <mutex>
#include <semaphore>
#include <shared_mutex>
#include <string>
#include <thread>

using namespace std::chrono_literals;

home::task<int> futures(std::future<int> one, std::future<void> two, std::shared_future<int> three) {
  two.wait();  // expect: blocking-wait
  if (three.wait_for(10ms) == std::future_status::timeout)  // expect: blocking-wait
    co_return 0;
  co_return one.get();  // expect: blocking-wait
}
home::task<> atomics(std::atomic<int> &number, std::atomic<bool> &yes, std::atomic_flag &flag, std::atomic<int *> &place) {
  number.wait(0);  // expect: blocking-wait
  yes.wait(false);  // expect: blocking-wait
  flag.wait(false);  // expect: blocking-wait
  place.wait(nullptr);  // expect: blocking-wait
  co_return;
}
home::task<> conditions(std::condition_variable_any &any, std::condition_variable &one, std::unique_lock<std::mutex> lock) {
  any.wait(lock);  // expect: blocking-wait
  one.wait(lock);  // expect: blocking-wait
  co_return;
}
home::task<> counters(std::latch &start, std::binary_semaphore &slot) {
  start.wait();  // expect: blocking-wait
  slot.acquire();  // expect: blocking-wait
  co_return;
}
home::task<bool> files(std::filesystem::path path) {
  std::ifstream in(path);  // expect: blocking-file-io
  std::string line;
  std::getline(in, line);  // the same file: one finding
  co_return std::filesystem::exists(path);  // expect: blocking-file-io
}
home::task<> destructors() {
  auto running = std::async(std::launch::async, [] { std::this_thread::sleep_for(1s); });  // expect: blocking-destructor
  co_return;
}

std::shared_mutex mutex;
void longHolder() {
  std::unique_lock lock(mutex);
  std::this_thread::sleep_for(1s);  // expect: blocking-under-lock
}
home::task<> locks() {
  std::shared_lock lock(mutex);  // expect: blocking-lock
  co_return;
}

int main() { longHolder(); }
