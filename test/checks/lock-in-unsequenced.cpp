// RUN: %check %s lock-in-unsequenced
// Locks and waits under par_unseq and unseq; and where they are allowed.
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <execution>
#include <functional>
#include <latch>
#include <mutex>
#include <numeric>
#include <set>
#include <vector>

std::mutex mutex;
std::set<int> seen;

static void note(int value) {
  std::lock_guard hold(mutex);
  seen.insert(value);
}
struct Index {
  std::mutex own;
  std::set<int> all;
  void add(int value) {
    std::unique_lock hold(own);
    all.insert(value);
  }
};

void direct(std::vector<int> &values) {
  std::for_each(std::execution::par_unseq, values.begin(), values.end(), [](int value) {
    std::scoped_lock hold(mutex);  // expect: lock-in-unsequenced
    seen.insert(value);
  });
}
void byHand(std::vector<int> &values) {
  std::for_each(std::execution::par_unseq, values.begin(), values.end(), [](int value) {
    mutex.lock();  // expect: lock-in-unsequenced
    seen.insert(value);
    mutex.unlock();
  });
}
void throughAFunction(std::vector<int> &values) {
  std::for_each(std::execution::par_unseq, values.begin(), values.end(), [](int value) { note(value); });  // expect: lock-in-unsequenced: note
}
void throughAMember(std::vector<int> &values, Index &index) {
  std::transform(std::execution::par_unseq, values.begin(), values.end(), values.begin(), [&](int value) {
    index.add(value);  // expect: lock-in-unsequenced
    return value;
  });
}
template <class Policy> void generic(Policy &&policy, std::vector<int> &values) {
  std::for_each(policy, values.begin(), values.end(), [](auto value) { note(value); });  // expect: lock-in-unsequenced
}
void uses(std::vector<int> &values) { generic(std::execution::par_unseq, values); }
void waits(std::vector<int> &values, std::latch &start) {
  std::for_each(std::execution::par_unseq, values.begin(), values.end(), [&](int) {
    start.wait();  // expect: lock-in-unsequenced
  });
}
#define GUARD std::lock_guard hold(mutex)
void byMacro(std::vector<int> &values) {
  auto add = [](int value) {
    GUARD;  // expect: lock-in-unsequenced
    seen.insert(value);
  };
  std::for_each(std::execution::unseq, values.begin(), values.end(), add);
}

void parallel(std::vector<int> &values) {
  std::for_each(std::execution::par, values.begin(), values.end(), [](int value) { note(value); });
}
void sequential(std::vector<int> &values) {
  std::for_each(std::execution::seq, values.begin(), values.end(), [](int value) { note(value); });
  std::for_each(values.begin(), values.end(), [](int value) { note(value); });
}
void withoutALock(std::vector<int> &values) {
  std::atomic<int> count = 0;
  std::for_each(std::execution::par_unseq, values.begin(), values.end(), [&](int &value) { value *= 2; });
  std::lock_guard hold(mutex);
  std::for_each(std::execution::par_unseq, values.begin(), values.end(), [&](int) { count.fetch_add(1, std::memory_order_relaxed); });
}
