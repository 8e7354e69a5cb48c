// RUN: %check %s fine-grained-task
// An executor of the program's own behind an interface: the task is judged where it is given, not in the methods that hand it on.
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

class Crew {
public:
  virtual ~Crew() = default;
  template <class Work> void spawn(Work work) { take(std::function<void()>(std::move(work))); }
  template <class Work> void spawnNoted(Work work) {
    take([this, work]() mutable {
      work();
      ++done_;
    });
  }

protected:
  virtual void take(std::function<void()> task) = 0;

private:
  int done_ = 0;
};

class Sailors : public Crew {
public:
  Sailors() : thread_([this] { work(); }) {}
  ~Sailors() override {
    take([this] { ended_ = true; });
    thread_.join();
  }

protected:
  void take(std::function<void()> task) override {
    {
      std::lock_guard guard(mutex_);
      tasks_.push_back(std::move(task));
    }
    more_.notify_one();
  }

private:
  void work() {
    while (!ended_) {
      std::unique_lock lock(mutex_);
      more_.wait(lock, [this] { return !tasks_.empty(); });
      auto task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      task();
    }
  }
  std::mutex mutex_;
  std::condition_variable more_;
  std::deque<std::function<void()>> tasks_;
  bool ended_ = false;
  std::thread thread_;
};

void paint(Crew &crew, std::vector<int> &planks) {
  for (int &plank : planks) crew.spawn([&plank] { plank += 1; });  // expect: fine-grained-task
}
void paintOnce(Crew &crew, int &plank) {
  crew.spawn([&plank] { plank += 1; });
}

// Whoever gives the work does it.
class Alone : public Crew {
protected:
  void take(std::function<void()> task) override { task(); }
};
void paintAlone(Alone &alone, std::vector<int> &planks) {
  for (int &plank : planks) alone.spawn([&plank] { plank += 1; });
}

// A queue of jobs that each do something of their own: the lambda beside it is told how the job ended, and is not the job.
class Kitchen {
public:
  ~Kitchen() { thread_.join(); }
  void cook(int dish, std::function<void(bool)> served) {
    std::lock_guard guard(mutex_);
    orders_.push_back([this, dish, served = std::move(served)] { served(oven_ && oven_(dish)); });
    more_.notify_one();
  }

private:
  void work() {
    for (;;) {
      std::unique_lock lock(mutex_);
      more_.wait(lock, [this] { return !orders_.empty(); });
      auto order = std::move(orders_.front());
      orders_.pop_front();
      lock.unlock();
      order();
    }
  }
  std::mutex mutex_;
  std::condition_variable more_;
  std::deque<std::function<void()>> orders_;
  std::function<bool(int)> oven_;
  std::thread thread_{[this] { work(); }};
};

void cookAll(Kitchen &kitchen, const std::vector<int> &dishes) {
  for (int dish : dishes) kitchen.cook(dish, [](bool) {});
}
