// RUN: %check %s callout-under-lock
// Foreign code under a lock: what was registered or handed in, not what the caller asked for.
#include <cppcoro/single_consumer_event.hpp>
#include <folly/Synchronized.h>
#include <task.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <coroutine>
#include <deque>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

using Callback = std::function<void(int)>;

namespace callbacks {

class Source {
public:
  void subscribe(Callback callback) {
    std::lock_guard lock(mutex_);
    all_.push_back(std::move(callback));
  }
  void setHook(Callback hook) {
    std::lock_guard lock(mutex_);
    hook_ = std::move(hook);
  }
  void one(int v) {
    std::lock_guard lock(mutex_);
    if (hook_) hook_(v);  // expect: callout-under-lock: the callback 'hook_' runs while 'Source::one' holds 'mutex_'
  }
  void each(int v) {
    std::unique_lock lock(mutex_);
    for (auto &callback : all_) callback(v);  // expect: callout-under-lock
  }
  void byName(const std::string &name, int v) {
    mutex_.lock();
    if (auto it = named_.find(name); it != named_.end()) it->second(v);  // expect: callout-under-lock
    mutex_.unlock();
  }
  void byBinding(int v) {
    std::scoped_lock lock(mutex_);
    for (auto &[name, callback] : named_) callback(v);  // expect: callout-under-lock
  }
  void aCopyUnderTheLock(int v) {
    std::scoped_lock lock(mutex_);
    Callback copy = hook_;
    copy(v);  // expect: callout-under-lock
  }
  void theFirst() {
    std::scoped_lock lock(mutex_);
    auto task = std::move(tasks_.front());
    tasks_.pop_front();
    task();  // expect: callout-under-lock
  }
  void byInvoke(int v) {
    std::lock_guard lock(mutex_);
    std::invoke(hook_, v);  // expect: callout-under-lock
  }
  void byAlgorithm(int v) {
    std::lock_guard lock(mutex_);
    std::for_each(all_.begin(), all_.end(), [v](Callback &callback) { callback(v); });  // expect: callout-under-lock
  }
  void throughAHelper(int v) {
    std::lock_guard lock(mutex_);
    notify(v);  // expect: callout-under-lock: (through 'Source::notify')
  }
  void throughALambda(int v) {
    auto call = [this, v] { hook_(v); };
    std::lock_guard lock(mutex_);
    call();  // expect: callout-under-lock
  }
  void throughAFreeFunction(int v);
  void throughAPointer() {
    std::lock_guard lock(mutex_);
    raw_(1);  // expect: callout-under-lock
  }
  void onOnePath(bool quick, int v) {
    std::unique_lock lock(mutex_);
    if (quick) lock.unlock();
    hook_(v);  // expect: callout-under-lock
  }
  void inALockedHelper(int v) {  // said there
    one(v);
  }

  // The twins.
  void copiedOut(int v) {
    std::vector<Callback> copy;
    {
      std::lock_guard lock(mutex_);
      copy = all_;
    }
    for (auto &callback : copy) callback(v);
  }
  void swappedOut(int v) {
    std::vector<Callback> due;
    std::unique_lock lock(mutex_);
    due.swap(all_);
    lock.unlock();
    for (auto &callback : due) callback(v);
  }
  void notified() {
    std::lock_guard lock(mutex_);
    changed_.notify_all();
    done_.set_value();
  }
  void waits() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return ready_; });
  }
  void sorts() {
    std::lock_guard lock(mutex_);
    std::sort(values_.begin(), values_.end(), [](int a, int b) { return a > b; });
    std::sort(values_.begin(), values_.end(), less_);
    if (less_(1, 2)) ++generation_;
  }
  void madeHereForLater(int v) {
    std::lock_guard lock(mutex_);
    tasks_.push_back([this, v] { hook_(v); });
  }

private:
  void notify(int v) {
    for (auto &callback : all_) callback(v);
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::promise<void> done_;
  bool ready_ = false;
  int generation_ = 0;
  std::vector<int> values_;
  std::function<bool(int, int)> less_;
  Callback hook_;
  void (*raw_)(int) = nullptr;
  std::vector<Callback> all_;
  std::map<std::string, Callback> named_;
  std::deque<std::function<void()>> tasks_;
};

void callAll(const std::vector<Callback> &all, int v) {
  for (auto &callback : all) callback(v);
}
void Source::throughAFreeFunction(int v) {
  std::lock_guard lock(mutex_);
  callAll(all_, v);  // expect: callout-under-lock
}

std::mutex mutex;
Callback global;
template <class T> void fire(T v) {
  std::lock_guard lock(mutex);
  global(v);  // expect: callout-under-lock
}
template void fire(int);

struct Meter {
  virtual ~Meter() = default;
  virtual void onBytes(int count) { total += count; }
  int total = 0;
};
class Line {  // a member that is the object itself is what its type says
public:
  explicit Line(const Meter &meter) : meter_(meter) {}
  void add(int count) {
    std::lock_guard lock(mutex_);
    meter_.onBytes(count);
  }

private:
  std::mutex mutex_;
  Meter meter_;
};
class SharedLine {
public:
  explicit SharedLine(Meter *meter) : meter_(meter) {}
  void add(int count) {
    std::lock_guard lock(mutex_);
    meter_->onBytes(count);  // expect: callout-under-lock
  }

private:
  std::mutex mutex_;
  Meter *meter_;
};

class Steps {  // one callback and one lock: one mistake
public:
  void set(Callback hook) { hook_ = std::move(hook); }
  void fire(int count) {
    std::lock_guard lock(mutex_);
    hook_(count);  // expect: callout-under-lock: the callback 'hook_'
    if (count < 0) {
      hook_(-1);
      return;
    }
    hook_(0);
  }

private:
  std::mutex mutex_;
  Callback hook_;
};

class Kiln {  // what the alarms run is the kiln's own, and stays away from the alarm
public:
  class Alarm {
  public:
    bool stop() {
      std::lock_guard lock(mutex_);
      if (!remove_) return false;
      auto remove = std::move(remove_);
      remove(*this);
      return true;
    }

  private:
    friend class Kiln;
    void start(std::function<void(Alarm &)> remove) { remove_ = std::move(remove); }
    std::mutex mutex_;
    std::function<void(Alarm &)> remove_;
  };
  void arm(Alarm &alarm) {
    alarm.start([this](Alarm &) { --armed_; });
  }
  void armAll(Alarm &alarm) {
    alarm.start([this](Alarm &) {
      std::lock_guard lock(mutex_);
      armed_ = 0;
    });
  }

private:
  std::mutex mutex_;
  int armed_ = 0;
};

class Oven {  // the same, but one of them comes back
public:
  class Alarm {
  public:
    bool stop() {
      std::lock_guard lock(mutex_);
      if (!remove_) return false;
      auto remove = std::move(remove_);
      remove(*this);  // expect: callout-under-lock: the callback
      return true;
    }
    int left() {
      std::lock_guard lock(mutex_);
      return left_;
    }

  private:
    friend class Oven;
    void start(std::function<void(Alarm &)> remove) { remove_ = std::move(remove); }
    std::mutex mutex_;
    std::function<void(Alarm &)> remove_;
    int left_ = 0;
  };
  void arm(Alarm &alarm) {
    alarm.start([this](Alarm &which) { sum_ += which.left(); });
  }

private:
  int sum_ = 0;
};

class Bell {  // or it is given from outside
public:
  void start(std::function<void()> ring) { ring_ = std::move(ring); }
  void strike() {
    std::lock_guard lock(mutex_);
    ring_();  // expect: callout-under-lock
  }

private:
  std::mutex mutex_;
  std::function<void()> ring_;
};
void hang(Bell &bell, int &count) {
  bell.start([&count] { ++count; });
}

class Reentrant {  // the author thought of it
public:
  void set(Callback hook) { hook_ = std::move(hook); }
  void fire() {
    std::lock_guard lock(mutex_);
    hook_(1);
  }

private:
  std::recursive_mutex mutex_;
  Callback hook_;
};

}  // namespace callbacks

namespace parameters {

class Cache {
public:
  void lookUp(int key, std::function<void(const std::string &)> done) {
    std::lock_guard lock(mutex_);
    if (auto it = known_.find(key); it != known_.end()) {
      done(it->second);  // expect: callout-under-lock: the callback 'done'
      return;
    }
    waiting_.emplace_back(key, std::move(done));
  }
  void lookUpOnce(int key, std::function<void(bool)> done) {
    std::lock_guard lock(mutex_);
    done(known_.count(key) > 0);  // expect: callout-under-lock
  }

  // The twins: the caller asks for just this.
  template <class F> auto with(F &&f) {
    std::lock_guard lock(mutex_);
    return f(known_);
  }
  void read(const std::function<void(const std::map<int, std::string> &)> &visit) {
    std::lock_guard lock(mutex_);
    visit(known_);
  }
  void change(std::function<void(std::map<int, std::string> &)> visit) {
    std::lock_guard lock(mutex_);
    visit(known_);
  }
  void forEach(std::function<void(const std::string &)> visit) {
    std::lock_guard lock(mutex_);
    for (auto &[key, value] : known_) visit(value);
  }
  int count(std::function<bool(const std::string &)> wanted) {
    std::lock_guard lock(mutex_);
    return static_cast<int>(std::count_if(known_.begin(), known_.end(), [&](auto &entry) { return wanted(entry.second); }));
  }
  void answered(int key, std::function<void(bool)> done) {
    bool known = false;
    {
      std::lock_guard lock(mutex_);
      known = known_.count(key) > 0;
    }
    done(known);
  }

private:
  std::mutex mutex_;
  std::map<int, std::string> known_;
  std::vector<std::pair<int, std::function<void(const std::string &)>>> waiting_;
};
int use(Cache &cache) {
  return cache.with([](auto &known) { return static_cast<int>(known.size()); });
}

}  // namespace parameters

namespace listeners {

struct Listener {
  virtual ~Listener() = default;
  virtual void changed(int) = 0;
  virtual bool accepts(int) = 0;
};
struct Backend {
  virtual ~Backend() = default;
  virtual void write(int) = 0;
};
struct Shape {
  virtual ~Shape() = default;
  virtual void draw() = 0;
};

class Model {
public:
  explicit Model(Backend &backend) : backend_(backend) {}
  void subscribe(Listener *listener) {
    std::lock_guard lock(mutex_);
    all_.push_back(listener);
  }
  void subscribe(std::weak_ptr<Listener> listener) {
    std::lock_guard lock(mutex_);
    weak_.push_back(listener);
  }
  void setDelegate(Listener *delegate) { delegate_ = delegate; }
  void add(std::shared_ptr<Shape> shape) {
    std::lock_guard lock(mutex_);
    shapes_.push_back(std::move(shape));
  }
  void set(int v) {
    std::lock_guard lock(mutex_);
    for (Listener *listener : all_) listener->changed(v);  // expect: callout-under-lock: 'Listener::changed' of a registered object
  }
  void setForTheLiving(int v) {
    std::lock_guard lock(mutex_);
    for (auto &weak : weak_)
      if (auto listener = weak.lock()) listener->changed(v);  // expect: callout-under-lock
  }
  void setForTheDelegate(int v) {
    std::lock_guard lock(mutex_);
    if (delegate_) delegate_->changed(v);  // expect: callout-under-lock
  }
  void setByAlgorithm(int v) {
    std::lock_guard lock(mutex_);
    std::for_each(all_.begin(), all_.end(), [v](Listener *l) { l->changed(v); });  // expect: callout-under-lock
  }

  // The twins.
  void setOutside(int v) {
    std::unique_lock lock(mutex_);
    auto copy = all_;
    lock.unlock();
    for (Listener *listener : copy) listener->changed(v);
  }
  bool asked(int v) {
    std::lock_guard lock(mutex_);
    return std::all_of(all_.begin(), all_.end(), [v](Listener *l) { return l->accepts(v); });
  }
  void store(int v) {  // how it is built
    std::lock_guard lock(mutex_);
    backend_.write(v);
    own_->write(v);
  }
  void draw() {
    std::lock_guard lock(mutex_);
    for (auto &shape : shapes_) shape->draw();
  }
  virtual ~Model() = default;
  void update() {
    std::lock_guard lock(mutex_);
    step();
  }

private:
  virtual void step() {}
  std::mutex mutex_;
  std::vector<Listener *> all_;
  std::vector<std::weak_ptr<Listener>> weak_;
  std::vector<std::shared_ptr<Shape>> shapes_;
  Listener *delegate_ = nullptr;
  Backend &backend_;
  std::unique_ptr<Backend> own_;
};

}  // namespace listeners

namespace completions {

class Signal {  // of one's own
public:
  void connect(Callback slot) { slots_.push_back(std::move(slot)); }
  void emit(int v) {
    for (auto &slot : slots_) slot(v);
  }

private:
  std::vector<Callback> slots_;
};

struct State {
  std::mutex mutex;
  Signal done;
};
void finish(State &state) { state.done.emit(1); }

class Upload {
public:
  void last() {
    std::lock_guard lock(state_->mutex);
    finish(*state_);  // expect: callout-under-lock
  }
  void lastOutside() {
    { std::lock_guard lock(state_->mutex); }
    finish(*state_);
  }

private:
  std::shared_ptr<State> state_;
};

class Queue {
public:
  void signalled(int v) {
    std::lock_guard lock(mutex_);
    changed_.emit(v);  // expect: callout-under-lock
  }
  void signalledOutside(int v) {
    {
      std::lock_guard lock(mutex_);
      ++count_;
    }
    changed_.emit(v);
  }
  void resumed() {
    std::lock_guard lock(mutex_);
    auto handle = waiting_.front();
    waiting_.pop_front();
    handle.resume();  // expect: callout-under-lock: runs the continuation of others
  }
  void resumedOutside() {
    std::coroutine_handle<> handle;
    {
      std::lock_guard lock(mutex_);
      handle = waiting_.front();
      waiting_.pop_front();
    }
    handle.resume();
  }
  void set() {
    std::lock_guard lock(mutex_);
    event_.set();  // expect: callout-under-lock
  }
  void iterated(home::generator<int> numbers) {
    std::lock_guard lock(mutex_);
    for (int n : numbers) count_ += n;
  }

private:
  std::mutex mutex_;
  Signal changed_;
  cppcoro::single_consumer_event event_;
  std::deque<std::coroutine_handle<>> waiting_;
  int count_ = 0;
};

struct Views {
  folly::Synchronized<std::vector<Callback>> all;
  void each(int v) {
    auto locked = all.rlock();
    for (auto &callback : *locked) callback(v);  // expect: callout-under-lock
  }
  void copied(int v) {
    for (auto &callback : all.copy()) callback(v);
  }
};

}  // namespace completions

namespace destructors {

// A destructor that takes the lock which is held where the object dies.
class Sessions {
public:
  struct Session {
    explicit Session(Sessions &owner) : owner(owner) {}
    ~Session() { owner.forget(this); }
    Sessions &owner;
  };
  struct Plain {
    ~Plain() { ++count; }
    int count = 0;
  };
  void drop(int id) {
    std::lock_guard lock(mutex_);
    all_.erase(id);  // expect: callout-under-lock: may run here, while 'Sessions::drop' holds 'mutex_'
  }
  void replace(int id) {
    std::lock_guard lock(mutex_);
    all_[id] = std::make_unique<Session>(*this);  // expect: callout-under-lock
  }
  void aLocal() {
    std::lock_guard lock(mutex_);
    Session session(*this);  // expect: callout-under-lock
  }
  void dropOutside(int id) {
    std::unique_ptr<Session> last;
    std::lock_guard lock(mutex_);
    last = std::move(all_[id]);
  }
  void prune() {
    std::lock_guard lock(mutex_);
    for (auto &weak : weak_) {
      auto session = weak.lock();  // expect: callout-under-lock
      forgotten_ += session != nullptr;
    }
  }
  void collect() {
    std::vector<std::shared_ptr<Session>> present;
    std::lock_guard lock(mutex_);
    for (auto &weak : weak_)
      if (auto session = weak.lock()) present.push_back(std::move(session));
  }
  void dropPlain() {
    std::lock_guard lock(mutex_);
    plain_.clear();
  }
  void forget(Session *) {
    std::lock_guard lock(mutex_);
    ++forgotten_;
  }

private:
  std::mutex mutex_;
  int forgotten_ = 0;
  std::map<int, std::unique_ptr<Session>> all_;
  std::vector<std::weak_ptr<Session>> weak_;
  std::vector<Plain> plain_;
};

class Registry {
public:
  void FN_clear() {  // what the callbacks captured is destroyed under the lock
    std::lock_guard lock(mutex_);
    all_.clear();
  }

private:
  std::mutex mutex_;
  std::vector<Callback> all_;
};

}  // namespace destructors

// Values that come from each other in a circle have no origin, and looking for it ends.
void turns(Callback *first, Callback *second, int rounds) {
  static std::mutex mutex;
  std::lock_guard lock(mutex);
  Callback *a = first, *b = second, *c = first;
  for (int i = 0; i < rounds; ++i) {
    a = b;
    b = c;
    c = rounds > 2 ? a : b;
    a = c;
    b = a;
  }
}

namespace implementations {

using Probe = void (*)(int);
void plainProbe(int);
static Probe probe = &plainProbe;  // nobody sets it: a choice of implementation
static Probe hook = nullptr;
void setHook(Probe given) { hook = given; }

class Meter {
public:
  void chosen() {
    std::lock_guard lock(mutex_);
    probe(count_);
  }
  void given() {
    std::lock_guard lock(mutex_);
    hook(count_);  // expect: callout-under-lock
  }

private:
  std::mutex mutex_;
  int count_ = 0;
};

// An object that dies is another one than the object whose method runs: it has a mutex of its own.
class Node {
public:
  ~Node() {
    std::lock_guard lock(mutex_);
    next_.clear();
  }
  void cut() {
    std::lock_guard lock(mutex_);
    next_.clear();
  }

private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Node>> next_;
};

}  // namespace implementations

namespace frames {

// Nobody from outside can come back for a mutex that lives in the frame. One of the object is within reach.
void complete(std::promise<int> promise, const std::function<void()> &callback) {
  std::mutex mutex;
  auto inside = [&] {
    std::lock_guard lock(mutex);
    promise.set_value(1);
  };
  inside();
}
class Waiting {
public:
  void set(std::function<void()> callback) { callback_ = std::move(callback); }
  void ofTheFrame() {
    std::mutex mutex;
    std::lock_guard lock(mutex);
    callback_();
  }
  void ofTheObject() {
    std::lock_guard lock(mutex_);
    callback_();  // expect: callout-under-lock
  }

private:
  std::mutex mutex_;
  std::function<void()> callback_;
};

// An atomic pointer to a function is no list of them: one that gives a value is asked.
class Chosen {
public:
  using Pick = int (*)(unsigned *);
  int pick() {
    std::lock_guard lock(mutex_);
    unsigned cpu = 0;
    return pick_.load()(&cpu);
  }

private:
  std::mutex mutex_;
  std::atomic<Pick> pick_{};
};

}  // namespace frames

namespace conditions {

// A helper that takes the lock and gives it back under one condition leaves nothing held; one that only takes it does.
class Queue {
public:
  void set(std::function<void()> callback) { callback_ = std::move(callback); }
  void counted() {
    count(true);
    callback_();
  }
  void locked() {
    take(true);
    callback_();  // expect: callout-under-lock
    mutex_.unlock();
  }

private:
  void count(bool share) {
    if (share) mutex_.lock();
    ++count_;
    if (share) mutex_.unlock();
  }
  void take(bool share) {
    if (share) mutex_.lock();
    ++count_;
  }

  std::mutex mutex_;
  int count_ = 0;
  std::function<void()> callback_;
};

}  // namespace conditions

namespace parents {

// Objects of one class: which of them it is whose lock the destructor takes is not known.
class Branch {
public:
  explicit Branch(Branch *parent) : parent_(parent) {}
  ~Branch() {
    if (!parent_) return;
    std::lock_guard lock(parent_->mutex_);
    --parent_->alive_;
  }
  void FN_prune() {
    std::lock_guard lock(mutex_);
    children_.clear();
  }

private:
  std::mutex mutex_;
  int alive_ = 0;
  Branch *parent_;
  std::vector<std::unique_ptr<Branch>> children_;
};

}  // namespace parents

namespace several {

// One call is one mistake, from wherever its function is called with the lock held.
class Board {
public:
  void subscribe(std::function<void()> callback) {
    std::lock_guard lock(mutex_);
    all_.push_back(std::move(callback));
  }
  void pin() {
    std::lock_guard lock(mutex_);
    ++pins_;
    tellAll();  // expect: callout-under-lock
  }
  void unpin() {
    std::lock_guard lock(mutex_);
    --pins_;
    tellAll();
  }
  void tear() {
    std::lock_guard lock(walls_);
    tellAll();  // expect: callout-under-lock: holds 'walls_'
  }

private:
  void tellAll() {
    for (auto &callback : all_) callback();
  }

  std::mutex mutex_, walls_;
  int pins_ = 0;
  std::vector<std::function<void()>> all_;
};

}  // namespace several

namespace partsOfTheProgram {

// A method with work of its own is refined by others, and is no interface that they fill.
struct TrackHandler {
  virtual ~TrackHandler() = default;
  virtual void send(int v) {
    last_.push_back(v);
    transmit(v);
  }
  virtual void transmit(int) = 0;

private:
  std::vector<int> last_;
};
struct Observer {
  virtual ~Observer() = default;
  virtual void arrived(int v) { seen_.push_back(v); }

private:
  std::vector<int> seen_;
};
struct Port {
  virtual ~Port() = default;
  virtual void put(int) = 0;
  virtual void clear() {}
};

class Yard {
public:
  void enter(TrackHandler *station) {
    std::lock_guard lock(mutex_);
    stations_.push_back(station);
  }
  void open(Port *port) {
    std::lock_guard lock(mutex_);
    ports_.push_back(port);
  }
  void tellAll(int v) {
    std::lock_guard lock(mutex_);
    for (TrackHandler *station : stations_) station->send(v);
  }
  void putAll(int v) {
    std::lock_guard lock(mutex_);
    for (Port *port : ports_) port->put(v);  // expect: callout-under-lock
  }
  void watch(Observer *observer) {
    std::lock_guard lock(mutex_);
    observers_.push_back(observer);
  }
  void tellObservers(int v) {
    std::lock_guard lock(mutex_);
    for (Observer *observer : observers_) observer->arrived(v);  // expect: callout-under-lock
  }
  void clearAll() {
    std::lock_guard lock(mutex_);
    for (Port *port : ports_) port->clear();  // expect: callout-under-lock
  }

private:
  std::mutex mutex_;
  std::vector<TrackHandler *> stations_;
  std::vector<Port *> ports_;
  std::vector<Observer *> observers_;
};

}  // namespace partsOfTheProgram

namespace lentGuards {

// A helper that is given the guard gives it back around the call; another one only looks at it.
class Bell {
public:
  using Handler = std::function<void(int)>;
  void on(Handler handler) {
    std::lock_guard lock(mutex_);
    handlers_.push_back(std::move(handler));
  }
  void rings(int times) {
    std::unique_lock lock(mutex_);
    for (auto &handler : handlers_) freely(lock, handler, times);
  }
  void tolls(int times) {
    std::unique_lock lock(mutex_);
    for (auto &handler : handlers_) held(lock, handler, times);  // expect: callout-under-lock: Bell::held
  }

private:
  void freely(std::unique_lock<std::mutex> &lock, const Handler &handler, int times) {
    lock.unlock();
    handler(times);
    lock.lock();
  }
  void held(std::unique_lock<std::mutex> &lock, const Handler &handler, int times) {
    if (lock.owns_lock()) handler(times);
  }
  std::mutex mutex_;
  std::vector<Handler> handlers_;
};

}  // namespace lentGuards

// An entry that was made just now: what it would tell hangs on what it has been through.
namespace newEntries {

template <int> class Entry {
public:
  void onEnd(std::function<void(int)> told) {
    if (ended_) told(code_);
    told_ = std::move(told);
  }

private:
  bool ended_ = false;
  int code_ = 0;
  std::function<void(int)> told_;
};
class NewEntries {
public:
  void add() {
    std::lock_guard lock(mutex_);
    auto &entry = entries_.emplace_back();
    entry.onEnd(told_);  // expect: callout-under-lock: may have nothing to tell yet
  }
  void tell(std::function<void(int)> told) {
    std::lock_guard lock(mutex_);
    told_ = std::move(told);
  }

private:
  std::mutex mutex_;
  std::function<void(int)> told_;
  std::vector<Entry<0>> entries_;
};
class Entries {
public:
  void addAlso() {  // the one below speaks for both
    std::lock_guard lock(mutex_);
    auto &entry = entries_.emplace_back();
    entry.onEnd(told_);
  }
  void again() {
    std::lock_guard lock(mutex_);
    entries_.front().onEnd(told_);  // expect: callout-under-lock: and call it when the lock is free
  }
  void tell(std::function<void(int)> told) {
    std::lock_guard lock(mutex_);
    told_ = std::move(told);
  }

private:
  std::mutex mutex_;
  std::function<void(int)> told_;
  std::vector<Entry<1>> entries_;
};

}  // namespace newEntries
