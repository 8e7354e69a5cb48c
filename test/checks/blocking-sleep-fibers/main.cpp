// RUN: %check %S
// Stackful tasks share their thread with others: a sleep of the thread holds all of them up, one of the engine does not.
#include <userver/engine/async.hpp>

#include <chrono>
#include <thread>

using namespace std::chrono_literals;
namespace engine = userver::engine;

namespace fibers {

void settle();  // in the other file: sleeps

void start(engine::TaskProcessor &files) {
  auto direct = userver::utils::Async("direct", [] {
    std::this_thread::sleep_for(10ms);  // expect: blocking-sleep: other fibers share
  });
  auto throughAHelper = userver::utils::Async("helper", [] {
    settle();  // expect: blocking-sleep
  });
  auto byTheEngine = userver::utils::Async("engine", [] { engine::SleepFor(10ms); });
  auto waits = userver::utils::Async("waits", [&] { return userver::utils::Async("inner", [] { return 1; }).Get(); });
  auto onAnother = userver::utils::Async(files, "files", [] { std::this_thread::sleep_for(10ms); });
  direct.Get();
  throughAHelper.Get();
  byTheEngine.Get();
  waits.Get();
  onAnother.Get();
}

}  // namespace fibers
