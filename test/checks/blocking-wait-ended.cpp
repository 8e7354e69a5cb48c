// RUN: %check %s blocking-wait
// Threads that have said that they end are gathered at once; others are waited for.
#include <asio.hpp>

#include <atomic>
#include <list>
#include <memory>
#include <mutex>
#include <thread>

void rowAcross(int boat);

// A flag of each worker.
class Ferrymen {
public:
  void hire(int boat) {
    auto &man = men_.emplace_back();
    man.thread = std::thread([&man, boat] {
      rowAcross(boat);
      man.done = true;
    });
  }
  asio::awaitable<void> gather() {
    for (auto man = men_.begin(); man != men_.end();) {
      if (man->done) {
        man->thread.join();
        man = men_.erase(man);
      } else {
        ++man;
      }
    }
    co_return;
  }
  asio::awaitable<void> gatherBusy() {
    for (auto &man : men_)
      if (!man.done) man.thread.join();  // expect: blocking-wait
    co_return;
  }
  asio::awaitable<void> gatherAll() {
    for (auto &man : men_) man.thread.join();  // expect: blocking-wait
    co_return;
  }

private:
  struct Man {
    std::thread thread;
    std::atomic<bool> done = false;
  };
  std::list<Man> men_;
};

// A worker that leaves when there was nothing to do for a while; its follower's starter gathers it.
class Lockkeeper {
public:
  asio::awaitable<void> open() {
    std::thread old = follow();
    if (old.joinable()) old.join();
    co_return;
  }

private:
  std::thread follow() {
    std::lock_guard lock(mutex_);
    if (!idle_) return {};
    std::thread old = std::move(worker_);
    worker_ = std::thread([this] { serve(); });
    idle_ = false;
    return old;
  }
  void serve() {
    while (true) {
      rowAcross(1);
      std::lock_guard lock(mutex_);
      if (boats_ == 0) {
        idle_ = true;
        return;
      }
      --boats_;
    }
  }

  std::mutex mutex_;
  std::thread worker_;
  bool idle_ = true;
  int boats_ = 0;
};

// The flag says that the worker runs, or it still has much to do when it sets it.
class Pilot {
public:
  void start() {
    running_ = true;
    thread_ = std::thread([this] {
      while (running_) rowAcross(2);
    });
    last_ = std::thread([this] {
      leaving_ = true;
      rowAcross(3);
    });
  }
  asio::awaitable<void> stop() {
    if (running_) {
      running_ = false;
      thread_.join();  // expect: blocking-wait
    }
    if (leaving_) last_.join();  // expect: blocking-wait
    co_return;
  }

private:
  std::thread thread_, last_;
  std::atomic<bool> running_ = false, leaving_ = false;
};
