// RUN: %check %s pool-self-wait
// Pools of a program's own behind an interface, with their state behind a pointer or in a queue class, and its own futures.
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

template <class T> class Parcel {
public:
  static Parcel make() {
    Parcel parcel;
    parcel.state_ = std::make_shared<State>();
    return parcel;
  }
  void fill(T value) {
    {
      std::lock_guard guard(state_->mutex);
      state_->value = std::move(value);
    }
    state_->filled.notify_all();
  }
  const T &open() const {
    std::unique_lock lock(state_->mutex);
    state_->filled.wait(lock, [this] { return state_->value.has_value(); });
    return *state_->value;
  }

private:
  struct State {
    std::mutex mutex;
    std::condition_variable filled;
    std::optional<T> value;
  };
  std::shared_ptr<State> state_;
};

class Crew {
public:
  virtual ~Crew() = default;
  template <class Work> void spawn(Work work) { take(std::function<void()>(std::move(work))); }
  template <class Work> auto submit(Work work) -> Parcel<decltype(work())> {
    auto out = Parcel<decltype(work())>::make();
    take([out, work]() mutable { out.fill(work()); });
    return out;
  }

protected:
  virtual void take(std::function<void()> task) = 0;
};

class Sailors : public Crew {
public:
  explicit Sailors(int count) : state_(std::make_shared<State>()) {
    for (int i = 0; i < count; ++i) state_->threads.emplace_back([state = state_] { work(*state); });
  }
  ~Sailors() override {
    {
      std::lock_guard guard(state_->mutex);
      state_->ended = true;
    }
    state_->more.notify_all();
    for (auto &thread : state_->threads) thread.join();
  }

protected:
  void take(std::function<void()> task) override {
    {
      std::lock_guard guard(state_->mutex);
      state_->tasks.push_back(std::move(task));
    }
    state_->more.notify_one();
  }

private:
  struct State {
    std::mutex mutex;
    std::condition_variable more;
    std::deque<std::function<void()>> tasks;
    std::vector<std::thread> threads;
    bool ended = false;
  };
  static void work(State &state) {
    std::unique_lock lock(state.mutex);
    while (!state.ended) {
      state.more.wait(lock, [&] { return state.ended || !state.tasks.empty(); });
      if (state.ended) return;
      auto task = std::move(state.tasks.front());
      state.tasks.pop_front();
      lock.unlock();
      task();
      lock.lock();
    }
  }
  std::shared_ptr<State> state_;
};

// Another way to do the work of the interface: whoever gives it does it.
class Alone : public Crew {
protected:
  void take(std::function<void()> task) override { task(); }
};

int weight(int box);

int weighed(Crew &crew, int box) {
  Parcel<int> inner = crew.submit([box] { return weight(box); });
  return inner.open() + 1;  // expect: pool-self-wait
}
void weighAll(Crew &crew) {
  for (int box = 0; box < 10; ++box) crew.spawn([&crew, box] { weighed(crew, box); });
}

class Harbour {
public:
  void unload() {
    sailors_.spawn([this] {
      auto inner = sailors_.submit([] { return weight(3); });
      total_ += inner.open();  // expect: pool-self-wait
    });
  }
  // Each waits for the other crew.
  void reload() {
    sailors_.spawn([this] {
      auto inner = clerks_.submit([] { return weight(4); });
      total_ += inner.open();
    });
  }

private:
  int total_ = 0;
  Sailors sailors_{4};
  Sailors clerks_{2};
};

// Nobody runs this one on the crew.
int weighedOutside(Crew &crew) {
  return crew.submit([] { return weight(5); }).open();
}

// Only the crew without threads: nothing waits.
int weighedAlone(Alone &alone) {
  int sum = 0;
  alone.spawn([&] { sum += alone.submit([] { return weight(6); }).open(); });
  return sum;
}

// A queue class between the pool and its tasks.
template <class T> class Belt {
public:
  void push(T item) {
    {
      std::lock_guard guard(mutex_);
      items_.push_back(std::move(item));
    }
    more_.notify_one();
  }
  T pop() {
    std::unique_lock lock(mutex_);
    more_.wait(lock, [this] { return !items_.empty(); });
    T item = std::move(items_.front());
    items_.pop_front();
    return item;
  }

private:
  std::mutex mutex_;
  std::condition_variable more_;
  std::deque<T> items_;
};
class Packers {
public:
  Packers() : first_(std::make_unique<std::thread>([this] { pack(); })) {}
  ~Packers() {
    ended_ = true;
    belt_.push([] {});
    first_->join();
  }
  template <class Work> Parcel<int> submit(Work work) {
    auto out = Parcel<int>::make();
    belt_.push([out, work]() mutable { out.fill(work()); });
    return out;
  }

private:
  void pack() {
    while (!ended_) belt_.pop()();
  }
  bool ended_ = false;
  Belt<std::function<void()>> belt_;
  std::unique_ptr<std::thread> first_;
};
int packed(Packers &packers) {
  return packers
      .submit([&packers] {
        auto inner = packers.submit([] { return weight(7); });
        return inner.open();  // expect: pool-self-wait
      })
      .open();
}
