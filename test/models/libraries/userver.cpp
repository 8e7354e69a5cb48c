// RUN: %check %s
// The model of userver: tasks are stackful, so a task waits in plain functions and its thread goes on with others.
#include <userver/engine/async.hpp>

#include <chrono>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

using namespace std::chrono_literals;
namespace engine = userver::engine;

int settle() {
  std::this_thread::sleep_for(5ms);
  return 1;
}

namespace tasks {

int waitsAsATask(engine::TaskProcessor &files) {
  auto one = userver::utils::Async("one", [] {
    engine::SleepFor(50ms);
    engine::Yield();
    return 1;
  });
  auto two = userver::utils::Async(files, "two", [] { return settle(); });
  one.Wait();
  return one.Get() + two.Get();
}
void sleepsInATask() {
  auto task = userver::utils::Async("task", [] { return settle(); });  // expect: blocking-sleep
  task.Get();
}
void readsInATask() {
  auto task = userver::utils::Async("task", [] { return userver::fs::blocking::ReadFileContents("settings"); });  // expect: blocking-file-io
  task.Get();
}
std::string readsOnTheProcessorForFiles(engine::TaskProcessor &files) {
  auto task = engine::AsyncNoSpan(files, [] { return userver::fs::blocking::ReadFileContents("settings"); });
  return userver::fs::ReadFileContents(files, "settings") + task.Get();
}

}  // namespace tasks

namespace locks {

class Counter {
public:
  int add() {
    std::lock_guard lock(mutex_);
    engine::SleepFor(1ms);
    return ++value_;
  }

private:
  engine::Mutex mutex_;
  int value_ = 0;
};
int ofTheLibrary(Counter &counter) {
  auto task = userver::utils::Async("count", [&counter] { return counter.add(); });
  return task.Get();
}

}  // namespace locks

int main() { return settle(); }
