// Backoff.cpp: plain functions that suspend the task that calls them.
#include <userver/engine/async.hpp>

#include <chrono>

namespace fibers {

static void wait(int times) {
  for (int i = 0; i < times; ++i) userver::engine::SleepFor(std::chrono::milliseconds(10));
}
void backOff() { wait(3); }

}  // namespace fibers
