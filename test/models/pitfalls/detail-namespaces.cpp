// RUN: %check %s
// oneTBB keeps its names in tbb::detail::d1, and `wait` in a base of what users write; models say `tbb::task_group::wait`.
#include <tbb/task_group.h>

#include <task.h>

#include <unistd.h>

home::task<> waits(tbb::task_group &group, oneapi::tbb::task_group &other) {
  group.run([] {
    ::usleep(5);  // expect: blocking-sleep
  });
  group.wait();  // expect: blocking-wait
  other.wait();  // expect: blocking-wait
  co_return;
}

int main() {
  tbb::task_group group;
  group.wait();
}
