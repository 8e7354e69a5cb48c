// RUN: %check %S lock-across-suspension
// Stackful tasks suspend in plain calls, several functions down. A lock of the thread stays locked meanwhile.
#include <userver/engine/async.hpp>

#include <chrono>
#include <mutex>

using namespace std::chrono_literals;
namespace engine = userver::engine;

namespace fibers {

void backOff();  // in the other file: sleeps

class Cache {
public:
  int direct() {
    std::lock_guard lock(mutex_);
    engine::SleepFor(10ms);  // expect: lock-across-suspension: which suspends the task
    return value_;
  }
  int throughAHelper() {
    std::unique_lock lock(mutex_);
    backOff();  // expect: lock-across-suspension
    return value_;
  }
  int waitsForATask() {
    auto task = userver::utils::Async("load", [] { return 1; });
    std::lock_guard lock(mutex_);
    return value_ += task.Get();  // expect: lock-across-suspension
  }
  int unlocked() {
    std::unique_lock lock(mutex_);
    const int value = value_;
    lock.unlock();
    engine::SleepFor(10ms);
    return value;
  }
  int withTheirs() {
    std::lock_guard lock(theirs_);
    engine::SleepFor(10ms);
    return value_;
  }
  int starts() {  // the lambda is a task of its own
    std::lock_guard lock(mutex_);
    auto task = userver::utils::Async("load", [] {
      engine::SleepFor(10ms);
      return 1;
    });
    tasks_ = &task;
    return value_;
  }

private:
  std::mutex mutex_;
  engine::Mutex theirs_;
  void *tasks_ = nullptr;
  int value_ = 0;
};

}  // namespace fibers
