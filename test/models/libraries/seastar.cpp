// RUN: %check %s
// The model of Seastar: every thread is a reactor, futures are tasks, and fibers of `async` share the reactor's thread.
#include <seastar/core/seastar.hh>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
using seastar::future;

void settle() { std::this_thread::sleep_for(5ms); }
future<int> ask();

namespace sleeps {

future<> ofTheThread() {
  std::this_thread::sleep_for(50ms);  // expect: blocking-sleep: co_await seastar::sleep(50ms)
  co_return;
}
future<> ofTheLibrary() {
  co_await seastar::sleep(50ms);
  co_await seastar::coroutine::maybe_yield();
}

}  // namespace sleeps

namespace waits {

future<int> forAFuture(future<int> pending) {
  co_return pending.get();  // expect: blocking-wait
}
future<int> forAFutureThatIsReady(future<int> pending) {
  if (pending.available())
    co_return pending.get();
  co_return co_await ask();
}
class Stopper {
public:
  ~Stopper() { ask().get(); }
};
class Sleeper {
public:
  ~Sleeper() { settle(); }
};
future<> guards() {  // a fiber's own wait lets others run, and its guards may wait, too
  return seastar::async([] {
    Stopper stopper;
    Sleeper sleeper;  // expect: blocking-destructor
  });
}
future<> guardOfATask() {
  Stopper stopper;  // expect: blocking-destructor
  co_return;
}
future<int> inAFiber() {
  return seastar::async([] { return ask().get(); });
}

}  // namespace waits

namespace files {

future<bool> blocking(std::filesystem::path path) {
  const bool there = std::filesystem::exists(path);  // expect: blocking-file-io: seastar::open_file_dma, seastar::file_exists
  std::ifstream in(path);  // expect: blocking-file-io
  co_return there && in.good();
}
future<bool> ofTheLibrary(std::string path) { co_return co_await seastar::file_exists(path); }

}  // namespace files

namespace handlers {

future<> continuations() {
  return ask()
      .then([](int) {
        settle();  // expect: blocking-sleep
        return ask();
      })
      .then_wrapped([](future<int>) {
        settle();  // expect: blocking-sleep
      })
      .finally([] {
        settle();  // expect: blocking-sleep
      });
}
// What comes to a continuation was waited for, and so were the parts of a tuple; what it makes itself was not.
future<> together(future<std::tuple<future<int>, future<int>>> both) {
  return both.then([](std::tuple<future<int>, future<int>> joined) {
    std::get<0>(joined).get();
    std::get<1>(joined).get();
    std::tuple<future<int>, future<int>> more{ask(), ask()};
    std::get<0>(more).get();  // expect: blocking-wait
    return seastar::make_ready_future<>();
  });
}
future<> several(future<std::vector<future<int>>> all) {
  return all.then([](std::vector<future<int>> joined) {
    joined[0].get();
    joined.back().get();
    return seastar::make_ready_future<>();
  });
}
future<> loops(std::vector<int> &values) {
  return seastar::max_concurrent_for_each(values, 8, [](int) {
    settle();  // expect: blocking-sleep
    return seastar::make_ready_future<>();
  });
}
future<> sections(seastar::semaphore &slots, seastar::gate &gate) {
  co_await seastar::with_semaphore(slots, 1, [] {
    settle();  // expect: blocking-sleep
  });
  co_await seastar::with_gate(gate, [] { settle(); });  // expect: blocking-sleep
  auto units = co_await seastar::get_units(slots, 1);
}
future<> otherShards() {
  return seastar::smp::submit_to(1, [] {
    settle();  // expect: blocking-sleep
  });
}
void fromAThread(seastar::alien::instance &instance) {
  settle();
  seastar::alien::run_on(instance, 0, [] {
    settle();  // expect: blocking-sleep
  });
}
future<> fibers() {  // a fiber may wait for a future, but its sleep stops the reactor
  return seastar::async([] { settle(); });  // expect: blocking-sleep
}

}  // namespace handlers

namespace locks {

std::mutex mutex;
void longHolder() {
  std::lock_guard lock(mutex);
  settle();  // expect: blocking-under-lock
}
future<> takes() {
  std::lock_guard lock(mutex);  // expect: blocking-lock
  co_return;
}

}  // namespace locks

int main(int count, char **words) {
  std::thread other(locks::longHolder);
  seastar::app_template app;
  const int code = app.run(count, words, [] { return ask(); });
  other.join();
  return code;
}
