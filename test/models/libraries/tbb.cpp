// RUN: %check %s
// The model of oneTBB on its real headers, whose names live in tbb::detail::d1: algorithms wait for all their bodies.
#include <tbb/concurrent_queue.h>
#include <tbb/flow_graph.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_for_each.h>
#include <tbb/parallel_invoke.h>
#include <tbb/parallel_reduce.h>
#include <tbb/spin_mutex.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

#include <task.h>

#include <chrono>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

void settle() { std::this_thread::sleep_for(5ms); }
void crunch(int);

namespace waits {

home::task<> forAGroup(tbb::task_group &group) {
  group.run([] { crunch(1); });
  group.wait();  // expect: blocking-wait
  co_return;
}
home::task<> forAGroupAtOnce(tbb::task_group &group) {
  group.run_and_wait([] { crunch(1); });  // expect: blocking-wait
  co_return;
}
home::task<> forAnArena(tbb::task_arena &arena) {
  arena.enqueue([] { crunch(1); });
  arena.execute([] { crunch(2); });  // expect: blocking-wait
  co_return;
}
home::task<int> forAQueue(tbb::concurrent_bounded_queue<int> &queue) {
  int value = 0;
  if (queue.try_pop(value))
    co_return value;
  queue.pop(value);  // expect: blocking-wait
  co_return value;
}
home::task<> forAGraph(tbb::flow::graph &graph) {
  graph.wait_for_all();  // expect: blocking-wait
  co_return;
}

}  // namespace waits

namespace bodies {  // a pool for computing: a body that blocks takes a core from the others

void FN_algorithms(std::vector<int> &values) {  // called at once, they count as the caller's own work
  tbb::parallel_for(0, 100, [](int) { settle(); });
  tbb::parallel_for_each(values, [](int) { settle(); });
  tbb::parallel_invoke([] { settle(); }, [] { crunch(1); });
}
home::task<> algorithmsInACoroutine(std::vector<int> &values) {
  tbb::parallel_for(0, 100, [](int) { settle(); });  // expect: blocking-sleep, heavy-call-on-executor
  tbb::parallel_for_each(values, [](int) { settle(); });  // expect: blocking-sleep, heavy-call-on-executor
  co_return;
}
void tasks(tbb::task_group &group, tbb::task_arena &arena) {
  group.run([] {
    settle();  // expect: blocking-sleep
  });
  arena.enqueue([] {
    settle();  // expect: blocking-sleep
  });
  tbb::this_task_arena::isolate([] { crunch(1); });
}

}  // namespace bodies

namespace locks {

tbb::spin_mutex mutex;
void longHolder() {
  tbb::spin_mutex::scoped_lock lock(mutex);
  settle();  // expect: blocking-under-lock
}
home::task<> takes() {
  tbb::spin_mutex::scoped_lock lock(mutex);  // expect: blocking-lock
  co_return;
}

}  // namespace locks

int main() {
  tbb::task_group group;
  tbb::task_arena arena;
  std::vector<int> values(100);
  bodies::FN_algorithms(values);
  bodies::tasks(group, arena);
  std::thread other(locks::longHolder);
  group.wait();
  other.join();
}
