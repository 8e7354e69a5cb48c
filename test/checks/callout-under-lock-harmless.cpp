// RUN: %check %s callout-under-lock
// What runs under the lock and does not come back as the program is: only possible, as the words at the end say. A lock that
// was made for those who come back.
#include <functional>
#include <mutex>
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
    hook_(grain);  // expect: callout-under-lock
  }

private:
  Latch latch_;
  std::function<void(int)> hook_;
};
