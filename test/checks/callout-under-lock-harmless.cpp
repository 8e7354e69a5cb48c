// RUN: %check %s callout-under-lock
// What runs under the lock and does not come back as the program is: only possible, as the words at the end say. A lock that
// was made for those who come back.
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace seen {

struct TideListener {
  virtual ~TideListener() = default;
  virtual void onTide(int level) = 0;
};

class Harbour {
public:
  void add(TideListener *listener) {
    std::lock_guard lock(mutex_);
    all_.push_back(listener);
  }
  void rise(int level) {
    std::lock_guard lock(mutex_);
    for (auto *listener : all_)
      listener->onTide(level);  // expect: callout-under-lock: none of those that the program has
  }

private:
  std::mutex mutex_;
  std::vector<TideListener *> all_;
};

class Lamp : public TideListener {
public:
  void onTide(int level) override { on_ = level > 3; }

private:
  bool on_ = false;
};

}  // namespace seen

namespace comesBack {

struct GateListener {
  virtual ~GateListener() = default;
  virtual void onGate(bool open) = 0;
};

class Canal {
public:
  void add(GateListener *listener) {
    std::lock_guard lock(mutex_);
    all_.push_back(listener);
  }
  void open() {
    std::lock_guard lock(mutex_);
    for (auto *listener : all_) listener->onGate(true);  // expect: callout-under-lock: waits for it; copy
  }

private:
  std::mutex mutex_;
  std::vector<GateListener *> all_;
};

class Barge : public GateListener {
public:
  explicit Barge(Canal &canal) : canal_(canal) {}
  void onGate(bool open) override {
    if (open) canal_.add(this);
  }

private:
  Canal &canal_;
};

}  // namespace comesBack

class Customs {
public:
  void addFilter(std::function<bool(int)> filter) {
    std::lock_guard lock(mutex_);
    filters_.push_back(std::move(filter));
  }
  void addListener(std::function<void(int)> listener) {
    std::lock_guard lock(mutex_);
    listeners_.push_back(std::move(listener));
  }
  bool passes(int crate) {
    std::lock_guard lock(mutex_);
    for (auto &filter : filters_)
      if (!filter(crate)) return false;  // expect: callout-under-lock: may be a filter
    for (auto &listener : listeners_) listener(crate);  // expect: callout-under-lock: waits for it; copy
    return true;
  }

private:
  std::mutex mutex_;
  std::vector<std::function<bool(int)>> filters_;
  std::vector<std::function<void(int)>> listeners_;
};

// A lock that says how it may be taken when it is made.
struct Latch {
  enum Mode { Once, Recursive };
  explicit Latch(Mode mode = Once);
  std::mutex mutex;
  void lock();
  void unlock();
};

class Mill {
public:
  Mill() : latch_(Latch::Recursive) {}
  void onGrain(std::function<void(int)> hook) { hook_ = std::move(hook); }
  void grind(int grain) {
    std::lock_guard lock(latch_);
    hook_(grain);
  }

private:
  Latch latch_;
  std::function<void(int)> hook_;
};

class PlainMill {
public:
  PlainMill() : latch_(Latch::Once) {}
  void onGrain(std::function<void(int)> hook) { hook_ = std::move(hook); }
  void grind(int grain) {
    std::lock_guard lock(latch_);
    hook_(grain);  // expect: callout-under-lock: waits for it; copy
  }

private:
  Latch latch_;
  std::function<void(int)> hook_;
};

// One whom the program has does not come back; the mill cannot know who else there will be.
void countGrains(PlainMill &mill, int &grains) {
  mill.onGrain([&grains](int) { ++grains; });
}

// Who comes back under the lock is turned away by a mark of its thread.
class Watch {
public:
  void add(std::function<void()> bell) {
    if (Ringing::here()) return;
    std::lock_guard lock(mutex_);
    bells_.push_back(std::move(bell));
  }
  void ring() {
    std::lock_guard lock(mutex_);
    Ringing ringing;
    for (auto &bell : bells_) bell();  // expect: callout-under-lock: a mark of the thread
  }

private:
  struct Ringing {
    Ringing() { *mark() = true; }
    ~Ringing() { *mark() = false; }
    static bool here() { return *mark(); }
    static bool *mark() {
      static thread_local bool ringing = false;
      return &ringing;
    }
  };
  std::mutex mutex_;
  std::vector<std::function<void()>> bells_;
};

// A mark that nobody asks turns nobody away.
thread_local int rounds = 0;

class BlindWatch {
public:
  void add(std::function<void()> bell) {
    std::lock_guard lock(mutex_);
    bells_.push_back(std::move(bell));
  }
  void ring() {
    std::lock_guard lock(mutex_);
    ++rounds;
    for (auto &bell : bells_) bell();  // expect: callout-under-lock: waits for it; copy
  }

private:
  std::mutex mutex_;
  std::vector<std::function<void()>> bells_;
};

// The hook is the owner's own, and does not come back.
class Shelf {
public:
  using Hook = std::function<void(int)>;
  void onFall(Hook hook) { hook_ = std::move(hook); }
  void put(int jar) {
    if (jars_.size() == 10) hook_(jars_.front());
    jars_.push_back(jar);
  }

private:
  std::vector<int> jars_;
  Hook hook_;
};

class Larder {
public:
  Larder() {
    shelf_.onFall([this](int) { ++broken_; });
  }
  void put(int jar) {
    std::lock_guard lock(mutex_);
    shelf_.put(jar);  // expect: callout-under-lock: does so today
  }

private:
  std::mutex mutex_;
  Shelf shelf_;
  int broken_ = 0;
};

// A guard of the program's own that takes the mutex by a method: it ends with its scope.
class Grip {
public:
  Grip() = default;
  ~Grip() {
    if (mutex_) drop();
  }
  void take(std::mutex &mutex) {
    mutex_ = &mutex;
    mutex.lock();
  }
  bool tryTake(std::mutex &mutex) {
    const bool taken = mutex.try_lock();
    if (taken) mutex_ = &mutex;
    return taken;
  }
  void drop() {
    std::mutex *mutex = mutex_;
    mutex_ = nullptr;
    mutex->unlock();
  }

private:
  std::mutex *mutex_ = nullptr;
};

class Ferry {
public:
  void onStart(std::function<void()> start) { start_ = std::move(start); }
  void load(int crate) {
    Grip grip;
    grip.take(mutex_);
    crates_.push_back(crate);
  }
  bool tryLoad(int crate) {
    Grip grip;
    if (!grip.tryTake(mutex_)) return false;
    crates_.push_back(crate);
    return true;
  }
  void leave() {
    load(1);
    while (!tryLoad(2)) {
    }
    start_();
  }
  void leaveAtOnce() {
    Grip grip;
    grip.take(mutex_);
    start_();  // expect: callout-under-lock: waits for it; copy
  }

private:
  std::mutex mutex_;
  std::vector<int> crates_;
  std::function<void()> start_;
};

// An executor is given work and puts it off; a wrapper of callables that is moved destroys what it had.
class Order {
public:
  Order() = default;
  template <class F> explicit Order(F f) : state_(new F(std::move(f))), table_(&tableOf<F>) {}
  Order(Order &&other) : state_(std::exchange(other.state_, nullptr)), table_(other.table_) {}
  Order &operator=(Order &&other) {
    table_->end(state_);
    state_ = std::exchange(other.state_, nullptr);
    table_ = other.table_;
    return *this;
  }
  void operator()() { table_->run(state_); }

private:
  struct Table {
    void (*run)(void *);
    void (*end)(void *);
  };
  template <class F>
  static constexpr Table tableOf{[](void *f) { (*static_cast<F *>(f))(); }, [](void *f) { delete static_cast<F *>(f); }};
  static void nothing(void *) {}
  static constexpr Table none{nothing, nothing};
  void *state_ = nullptr;
  const Table *table_ = &none;
};

class Workshop {
public:
  void hire(std::function<void(std::function<void()>)> executor) { executor_ = std::move(executor); }
  void put(Order order) {
    std::lock_guard lock(mutex_);
    orders_.push_back(std::move(order));
    executor_([this] { work(); });  // expect: callout-under-lock: an executor puts off
  }
  void work() {
    Order order;
    {
      std::lock_guard lock(mutex_);
      order = std::move(orders_.back());  // expect: callout-under-lock: may only destroy
      orders_.pop_back();
    }
    order();
  }

private:
  std::mutex mutex_;
  std::function<void(std::function<void()>)> executor_;
  std::vector<Order> orders_;
};
