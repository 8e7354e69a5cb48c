// RUN: %check %s callout-under-lock
// Callbacks of other objects that this one keeps, and callbacks that are asked and may act: both are only possible.
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace kept {

class Subscriber {
public:
  explicit Subscriber(std::function<void(int)> onPage) : onPage_(std::move(onPage)) {}
  void provide(int page) {
    ++seen_;
    dispatch(page);
  }
  int seen() const { return seen_; }

private:
  void dispatch(int page) {
    if (onPage_) onPage_(page);
  }
  std::function<void(int)> onPage_;
  int seen_ = 0;
};

/// Others gave the subscribers, and their callbacks.
class Press {
public:
  void add(std::string name, std::weak_ptr<Subscriber> subscriber) {
    std::lock_guard lock(mutex_);
    subscribers_[std::move(name)] = std::move(subscriber);
  }
  void print(int page) {
    std::lock_guard lock(mutex_);
    for (const auto &[name, weak] : subscribers_)
      if (auto subscriber = weak.lock()) subscriber->provide(page);  // expect: callout-under-lock: belongs to another object
  }
  void printUnlocked(int page) {
    std::vector<std::shared_ptr<Subscriber>> present;
    {
      std::lock_guard lock(mutex_);
      for (const auto &[name, weak] : subscribers_)
        if (auto subscriber = weak.lock()) present.push_back(std::move(subscriber));
    }
    for (const auto &subscriber : present) subscriber->provide(page);
  }
  int seen() {
    std::lock_guard lock(mutex_);
    int all = 0;
    for (const auto &[name, weak] : subscribers_)
      if (auto subscriber = weak.lock()) all += subscriber->seen();
    return all;
  }

private:
  std::mutex mutex_;
  std::map<std::string, std::weak_ptr<Subscriber>> subscribers_;
};

struct Notice {
  std::function<void(std::string)> callback;
  std::string text;
  void tell() {
    if (callback) callback(std::move(text));
  }
};

class Drawer {
public:
  void await(std::function<void(std::string)> callback) { notify_ = std::move(callback); }
  void empty() { takeNotice().tell(); }
  Notice taken() { return takeNotice(); }

private:
  Notice takeNotice() { return {std::exchange(notify_, nullptr), label_}; }
  std::function<void(std::string)> notify_;
  std::string label_;
};

/// A part of a part tells somebody.
class Cabinet {
public:
  void empty(std::size_t at) {
    std::lock_guard lock(mutex_);
    drawers_.at(at)->empty();  // expect: callout-under-lock
  }
  void emptyUnlocked(std::size_t at) {
    std::unique_lock lock(mutex_);
    Notice notice = drawers_.at(at)->taken();
    lock.unlock();
    notice.tell();
  }

private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Drawer>> drawers_;
};

/// An object that the function was given, or that stands in its frame: its callbacks are the caller's affair.
class Visitor {
public:
  void show(Subscriber &subscriber) {
    std::lock_guard lock(mutex_);
    subscriber.provide(++page_);
  }
  void showOwn() {
    int shown = 0;
    Subscriber own([&shown](int page) { shown = page; });
    std::lock_guard lock(mutex_);
    own.provide(++page_);
  }

private:
  std::mutex mutex_;
  int page_ = 0;
};

}  // namespace kept

namespace asked {

struct Order {
  void cancel() { cancelled = true; }
  bool cancelled = false;
};
enum class Answer { No, Yes };

class Desk {
public:
  Desk(std::function<Answer(std::shared_ptr<Order>)> mayCancel, std::function<bool(Order *)> mayKeep)
      : mayCancel_(std::move(mayCancel)), mayKeep_(std::move(mayKeep)) {}
  Answer cancel(int id) {
    std::lock_guard lock(mutex_);
    std::shared_ptr<Order> order = orders_[id];
    Answer answer = mayCancel_(order);  // expect: callout-under-lock: only asked
    if (answer == Answer::Yes) order->cancel();
    return answer;
  }
  bool keep(int id) {
    std::lock_guard lock(mutex_);
    return mayKeep_(orders_[id].get());  // expect: callout-under-lock: only asked
  }
  Answer cancelUnlocked(int id) {
    std::unique_lock lock(mutex_);
    std::shared_ptr<Order> order = orders_[id];
    lock.unlock();
    return mayCancel_(order);
  }

private:
  std::function<Answer(std::shared_ptr<Order>)> mayCancel_;
  std::function<bool(Order *)> mayKeep_;
  std::mutex mutex_;
  std::map<int, std::shared_ptr<Order>> orders_;
};

/// Predicates that only look, prices, and factories.
class Shop {
public:
  Shop(std::function<bool(std::shared_ptr<const Order>)> looks, std::function<int(int)> price,
       std::function<std::unique_ptr<Order>(std::shared_ptr<Order>)> makes,
       std::function<bool(std::shared_ptr<Order>, std::shared_ptr<Order>)> differs)
      : looks_(std::move(looks)), price_(std::move(price)), makes_(std::move(makes)), differs_(std::move(differs)) {}
  bool isNew(std::shared_ptr<Order> order) {
    std::lock_guard lock(mutex_);
    return differs_(shown_, order);
  }
  int sell(std::shared_ptr<Order> order) {
    std::lock_guard lock(mutex_);
    if (!looks_(order)) return 0;
    last_ = makes_(order);
    return price_(++sold_);
  }

private:
  std::function<bool(std::shared_ptr<const Order>)> looks_;
  std::function<int(int)> price_;
  std::function<std::unique_ptr<Order>(std::shared_ptr<Order>)> makes_;
  std::function<bool(std::shared_ptr<Order>, std::shared_ptr<Order>)> differs_;
  std::mutex mutex_;
  std::shared_ptr<Order> shown_;
  std::unique_ptr<Order> last_;
  int sold_ = 0;
};

}  // namespace asked

// A handle of the program's own holds the lock, and gives what it guards.
namespace handles {

template <typename T> class Guarded {
public:
  class Handle {
  public:
    Handle(std::mutex &mutex, T &value) : lock_(mutex), value_(value) {}
    T *operator->() { return &value_; }
    T &operator*() { return value_; }

  private:
    std::unique_lock<std::mutex> lock_;
    T &value_;
  };
  Handle lock() { return Handle(mutex_, value_); }

private:
  std::mutex mutex_;
  T value_;
};

class Listener {
public:
  virtual ~Listener() = default;
  virtual void onSmoke(int street) = 0;
};

class Tower {
public:
  void post(std::shared_ptr<Listener> listener) { listeners_.lock()->push_back(std::move(listener)); }
  void hook(std::function<void(int)> hook) { hooks_.lock()->push_back(std::move(hook)); }
  void smoke(int street) {
    auto held = listeners_.lock();
    for (auto &listener : *held) listener->onSmoke(street);  // expect: callout-under-lock
  }
  void ring(int street) {
    auto held = hooks_.lock();
    for (auto &hook : *held) hook(street);  // expect: callout-under-lock
  }
  void smokeOnCopies(int street) {
    std::vector<std::shared_ptr<Listener>> present = *listeners_.lock();
    for (auto &listener : present) listener->onSmoke(street);
  }
  std::size_t count() { return listeners_.lock()->size(); }

private:
  Guarded<std::vector<std::shared_ptr<Listener>>> listeners_;
  Guarded<std::vector<std::function<void(int)>>> hooks_;
};

}  // namespace handles
