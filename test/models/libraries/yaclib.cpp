// RUN: %check %s
// The model of YACLib: eager futures and lazy tasks are both coroutines; `On` moves them.
#include <yaclib/yaclib.hpp>

#include <chrono>
#include <thread>
#include <utility>

using namespace std::chrono_literals;
using yaclib::Future;
using yaclib::Task;

int settle() {
  std::this_thread::sleep_for(5ms);
  return 1;
}
Future<int> ask();

namespace sleeps {

Future<> ofTheThread() {
  std::this_thread::sleep_for(50ms);  // expect: blocking-sleep
  co_return;
}
Task<> ofTheThreadLazily() {
  settle();  // expect: blocking-sleep
  co_return;
}

}  // namespace sleeps

namespace waits {

Future<int> forAFuture(Future<int> pending) {
  co_return std::move(pending).Get();  // expect: blocking-wait
}
Future<> forSeveral(Future<int> one, Future<int> two) {
  yaclib::Wait(one, two);  // expect: blocking-wait
  co_return;
}
Task<int> forAFutureThatIsReady(Future<int> pending) {
  if (pending.Ready())
    co_return std::move(pending).Get();
  co_return co_await std::move(pending);
}

}  // namespace waits

namespace executors {

Future<int> offloads(yaclib::FairThreadPool &pool) {
  const int value = co_await yaclib::Run(pool, [] { return settle(); });
  co_return value + settle();  // expect: blocking-sleep
}
Future<int> moves(yaclib::FairThreadPool &pool) {
  co_await yaclib::On(pool);
  co_return settle();  // on the pool
}
Future<int> continuation(yaclib::FairThreadPool &pool, Future<int> pending) {
  return std::move(pending).Then(pool, [](int) { return settle(); });
}

}  // namespace executors

namespace locks {

Future<> ofTheLibrary(yaclib::Mutex<> &mutex) {
  auto guard = co_await mutex.Guard();
  co_return;
}

}  // namespace locks

int main() { return ask().Get(); }
