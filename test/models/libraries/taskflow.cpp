// RUN: %check %s
// The model of Taskflow: its workers may block, a coroutine that waits for them may not; a runtime
// runs what it was given before it comes back.
#include <taskflow/taskflow.hpp>

#include <task.h>

#include <chrono>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

int settle() {
  std::this_thread::sleep_for(5ms);
  return 1;
}

namespace waits {

home::task<> forARun(tf::Executor &executor, tf::Taskflow &flow) {
  executor.run(flow).wait();  // expect: blocking-wait
  co_return;
}
home::task<> forEverything(tf::Executor &executor) {
  executor.wait_for_all();  // expect: blocking-wait
  co_return;
}
home::task<int> forAFuture(tf::Executor &executor) {
  auto result = executor.async([] { return settle(); });
  co_return result.get();  // expect: blocking-wait
}
home::task<> startsOnly(tf::Executor &executor, tf::Taskflow &flow) {
  executor.silent_async([] { settle(); });
  auto pending = executor.run(flow);
  while (pending.wait_for(0s) != std::future_status::ready)
    co_await home::after(1ms);
}

}  // namespace waits

namespace executors {

void graph(tf::Executor &executor, tf::Taskflow &flow, std::vector<int> &values) {
  auto first = flow.emplace([] { settle(); });
  auto second = flow.for_each(values.begin(), values.end(), [](int) { settle(); });
  first.precede(second);
  flow.emplace([](tf::Subflow &inner) { inner.emplace([] { settle(); }); });
  executor.run(flow).wait();
}
home::task<> destructorOfTheExecutor() {
  tf::Executor executor(2);  // expect: blocking-destructor, pool-per-call
  co_await home::after(1ms);
}

}  // namespace executors

namespace runtimes {

void partsOf(std::vector<int> &values, tf::Runtime &runtime) {
  std::vector<int> sums(4);
  for (std::size_t part = 0; part < sums.size(); ++part)
    runtime.silent_async([&sums, &values, part] {
      settle();
      sums[part] = values[part];
    });
  runtime.corun();
}
void nobodyWaits(tf::Runtime &runtime) {
  std::vector<int> sums(4);
  runtime.silent_async([&sums] {  // expect: detached-captures-local
    settle();
    sums[0] = 1;
  });
}

}  // namespace runtimes

int main() {
  tf::Executor executor;
  tf::Taskflow flow;
  std::vector<int> values(100);
  executors::graph(executor, flow, values);
}
