// RUN: %check %s
// Who starts these functions is not seen, but they make calls that only a stackful task may make: they run as fibers.
#include <userver/engine/async.hpp>

#include <chrono>
#include <string>
#include <thread>

using namespace std::chrono_literals;
namespace engine = userver::engine;

namespace shelf {

std::string title(engine::TaskProcessor &files, int book) {
  auto task = userver::utils::Async(files, "title", [book] { return std::to_string(book); });
  std::this_thread::sleep_for(10ms);  // expect: blocking-sleep: thread that other fibers share
  return task.Get();
}

// It calls one of them.
std::string first(engine::TaskProcessor &files) {
  std::this_thread::sleep_for(10ms);  // expect: blocking-sleep
  return title(files, 1);
}

void waitsByTheEngine() {
  engine::SleepFor(10ms);
  std::this_thread::sleep_for(10ms);  // expect: blocking-sleep
}

}  // namespace shelf

namespace plain {

// Nothing here tells that it is a task.
void rests() { std::this_thread::sleep_for(10ms); }

// A thread of its own: the task that is made here waits for nobody.
void starts() {
  std::thread worker([] {
    std::this_thread::sleep_for(10ms);
    userver::utils::Async("aside", [] { engine::Yield(); }).Wait();
  });
  rests();
  worker.join();
}

}  // namespace plain

int main() {
  plain::starts();
  std::this_thread::sleep_for(10ms);
  engine::Yield();
}
