// RUN: %check %s
// A lock is taken in the constructor of a lock object, deduced or not; its tags say that it is not.
#include <task.h>

#include <chrono>
#include <mutex>
#include <shared_mutex>
#include <thread>

using namespace std::chrono_literals;

std::mutex mutex;
std::shared_mutex table;
void longHolder() {
  std::lock_guard lock(mutex);
  std::lock_guard other(table);
  std::this_thread::sleep_for(1s);  // expect: blocking-under-lock
}

home::task<> deduced() {
  std::lock_guard lock(mutex);  // expect: blocking-lock
  co_return;
}
home::task<> written() {
  std::lock_guard<std::mutex> lock(mutex);  // expect: blocking-lock
  co_return;
}
home::task<> scoped() {
  std::scoped_lock lock{mutex};  // expect: blocking-lock
  co_return;
}
home::task<> scopedOfTwo() {
  std::scoped_lock lock(mutex, table);  // expect: blocking-lock
  co_return;
}
home::task<> unique() {
  auto lock = std::unique_lock(mutex);  // expect: blocking-lock
  co_return;
}
home::task<> shared() {
  std::shared_lock lock(table);  // expect: blocking-lock
  co_return;
}
home::task<> temporary() {
  static_cast<void>(std::unique_lock(mutex));  // expect: blocking-lock
  co_return;
}
struct Section {
  std::unique_lock<std::mutex> lock{mutex};
};
home::task<> inAMember() {  // its default initialiser runs in a constructor that nobody wrote
  Section section;  // expect: blocking-lock
  co_return;
}

home::task<bool> tries() {
  std::unique_lock lock(mutex, std::try_to_lock);
  co_return lock.owns_lock();
}
home::task<> defers() {
  std::unique_lock lock(mutex, std::defer_lock);
  co_return;
}
home::task<> adopts() {
  if (mutex.try_lock())
    std::lock_guard lock(mutex, std::adopt_lock);
  co_return;
}
home::task<> moves(std::unique_lock<std::mutex> from) {
  std::unique_lock lock(std::move(from));
  co_return;
}

int main() { longHolder(); }
