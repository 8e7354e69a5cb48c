// oneTBB: a function handed to a task_group.
#include "Measure.h"

#if __has_include(<oneapi/tbb/task_group.h>)
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_group.h>
#else
#error "there is no <oneapi/tbb/task_group.h>"
#endif

#include <atomic>

namespace {

std::atomic<std::size_t> done{0};

void tasks(std::size_t count) {
  tbb::task_group group;
  for (std::size_t i = 0; i < count; ++i) group.run([] { done.fetch_add(1, std::memory_order_relaxed); });
  group.wait();
}

}  // namespace

int main() {
  const tbb::global_control threads(tbb::global_control::max_allowed_parallelism,
                                    poolThreads + 1);  // it counts the caller
  measure("tbb::task_group::run", 50'000, tasks);
}
