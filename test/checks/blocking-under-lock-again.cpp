// RUN: %check %s blocking-under-lock
// The thread waits for a mutex that it holds already, here or further down.
#include <folly/Synchronized.h>
#include <folly/futures/Future.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>
#include <vector>

namespace again {

std::mutex global;
void underGlobal() { std::lock_guard lock(global); }

class Shelf {
public:
  void throughAHelper() {
    std::lock_guard lock(mutex_);
    add("a");  // expect: blocking-under-lock: 'Shelf::add' takes 'mutex_' again
  }
  void twoCallsDown() {
    std::unique_lock lock(mutex_);
    both();  // expect: blocking-under-lock: takes 'mutex_' again
  }
  void twiceHere() {
    std::lock_guard one(mutex_);
    std::lock_guard two(mutex_);  // expect: blocking-under-lock: this takes 'mutex_' again
  }
  void byHand() {
    mutex_.lock();
    add("b");  // expect: blocking-under-lock
    mutex_.unlock();
  }
  void aGlobal() {
    std::scoped_lock lock(global);
    underGlobal();  // expect: blocking-under-lock
  }
  void writesWhileReading() {
    std::shared_lock lock(shared_);
    replace();  // expect: blocking-under-lock
  }
  void synchronized() {
    auto data = data_.rlock();
    if (data->empty()) fill();  // expect: blocking-under-lock
  }
  void aCopyOfIt() {
    auto data = data_.wlock();
    *data = data_.copy();  // expect: blocking-under-lock
  }
  void inALambda() {
    std::lock_guard lock(mutex_);
    std::for_each(names_.begin(), names_.end(), [this](const std::string &name) { add(name); });  // expect: blocking-under-lock
  }
  void ofAPart() {
    std::lock_guard lock(box_.mutex);
    box_.close();  // expect: blocking-under-lock
  }
  void unlessStopped() {
    std::lock_guard lock(mutex_);
    addUnlessStopped();  // expect: blocking-under-lock
  }
  static void ofAnother(Shelf &other) {
    std::lock_guard lock(other.mutex_);
    other.add("c");  // expect: blocking-under-lock
  }

  // Innocent.
  void whenItIsFree() {
    {
      std::lock_guard lock(mutex_);
      names_.clear();
    }
    add("d");
  }
  void givenBack() {
    std::unique_lock lock(mutex_);
    names_.clear();
    lock.unlock();
    add("e");
    lock.lock();
  }
  void onlyOnOneWay(bool all) {
    std::unique_lock lock(mutex_);
    if (all) lock.unlock();
    if (all) add("f");
  }
  void notYet() {
    std::unique_lock lock(mutex_, std::defer_lock);
    add("g");
  }
  void onlyTried() {
    std::unique_lock lock(mutex_, std::try_to_lock);
    if (!lock) add("h");
  }
  void anotherObject(Shelf &other) {
    std::lock_guard lock(mutex_);
    other.add("i");
  }
  template <class Boxes> void anotherElement(Boxes &boxes) {
    std::lock_guard lock(boxes[0].mutex);
    boxes[1].close();
  }
  void theNextOne() {
    std::lock_guard lock(mutex_);
    if (next_) next_->add("j");
  }
  void recursive() {
    std::lock_guard lock(recursive_);
    inner();
  }
  void twoReaders() {
    std::shared_lock lock(shared_);
    look();
  }
  void says() {
    std::lock_guard lock(mutex_);
    maybe(true);
  }
  void triesInTheHelper() {
    std::lock_guard lock(mutex_);
    tries();
  }
  void helperGivesBack() {
    std::unique_lock lock(mutex_);
    releasing(lock);
  }
  void lateron(std::vector<std::function<void()>> &jobs) {
    std::lock_guard lock(mutex_);
    jobs.push_back([this] { add("k"); });
  }
  void walks() {
    Shelf *at = this;
    std::unique_lock lock(at->mutex_);
    at = next_;
    at->add("l");
  }
  void flagged() {
    std::lock_guard lock(mutex_);
    busy_ = true;
    unlessBusy();
    busy_ = false;
  }
  void ownThread() {
    std::lock_guard lock(mutex_);
    fromAnyThread();
  }

private:
  struct Box {
    void close() { std::lock_guard lock(mutex); }
    std::mutex mutex;
  };
  void add(std::string name) {
    std::lock_guard lock(mutex_);
    names_.push_back(std::move(name));
  }
  void both() {
    add("a");
    add("b");
  }
  void addUnlessStopped() {
    if (stopped_) return;
    add("m");
  }
  void maybe(bool locked) {
    if (!locked) mutex_.lock();
    names_.clear();
    if (!locked) mutex_.unlock();
  }
  void tries() {
    std::unique_lock lock(mutex_, std::try_to_lock);
    if (lock) names_.clear();
  }
  void releasing(std::unique_lock<std::mutex> &lock) {
    lock.unlock();
    add("n");
    lock.lock();
  }
  void unlessBusy() {
    if (!busy_) add("o");
  }
  void fromAnyThread() {
    if (std::this_thread::get_id() != owner_) add("p");
  }
  void inner() { std::lock_guard lock(recursive_); }
  void look() { std::shared_lock lock(shared_); }
  void replace() { std::unique_lock lock(shared_); }
  void fill() { data_.wlock()->push_back(1); }

  std::mutex mutex_;
  std::recursive_mutex recursive_;
  std::shared_mutex shared_;
  folly::Synchronized<std::vector<int>> data_;
  std::vector<std::string> names_;
  Box box_;
  Shelf *next_ = nullptr;
  std::thread::id owner_;
  bool stopped_ = false, busy_ = false;
};

/// A thread that is joined under the lock that it takes itself.
class Ticker {
public:
  void start() {
    worker_ = std::thread([this] { tick(); });
    other_ = std::thread([this] { free_ = 1; });
    kept_ = std::make_unique<std::thread>(&Ticker::tick, this);
    keptOther_ = std::make_unique<std::thread>([this] { free_ = 2; });
  }
  void stop() {
    std::lock_guard lock(mutex_);
    stopped_ = true;
    worker_.join();  // expect: blocking-under-lock: that thread takes the same lock
  }
  void stopWell() {
    {
      std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    worker_.join();
  }
  void joinsAnother() {
    std::lock_guard lock(mutex_);
    other_.join();
  }
  void stopKept() {
    std::lock_guard lock(mutex_);
    stopped_ = true;
    kept_->join();  // expect: blocking-under-lock: that thread takes the same lock
  }
  void joinsKeptOther() {
    std::lock_guard lock(mutex_);
    keptOther_->join();
  }
  void givesBack() {
    std::unique_lock lock(mutex_);
    stopped_ = true;
    lock.unlock();
    worker_.join();
  }

private:
  void tick() {
    while (step()) std::this_thread::yield();
  }
  bool step() {
    std::lock_guard lock(mutex_);
    return !stopped_;
  }
  std::mutex mutex_;
  std::thread worker_, other_;
  std::unique_ptr<std::thread> kept_, keptOther_;
  bool stopped_ = false;
  int free_ = 0;
};

/// What an inline executor runs at once takes the lock that is held where it is attached.
class Mill {
public:
  void add(folly::SemiFuture<int> sacks) {
    std::lock_guard lock(mutex_);
    next_ = std::move(sacks).via(&folly::InlineExecutor::instance()).thenValue([this](int n) {  // expect: blocking-under-lock: inline
      std::lock_guard again(mutex_);
      ground_ += n;
    });
  }
  void addWhenFree(folly::SemiFuture<int> sacks) {
    auto ground = std::move(sacks).via(&folly::InlineExecutor::instance()).thenValue([this](int n) {
      std::lock_guard again(mutex_);
      ground_ += n;
    });
    std::lock_guard lock(mutex_);
    next_ = std::move(ground);
  }
  void addElsewhere(folly::SemiFuture<int> sacks, folly::Executor *pool) {
    std::lock_guard lock(mutex_);
    next_ = std::move(sacks).via(pool).thenValue([this](int n) {
      std::lock_guard again(mutex_);
      ground_ += n;
    });
  }
  void addUnlocked(folly::SemiFuture<int> sacks) {
    std::lock_guard lock(mutex_);
    next_ = std::move(sacks).via(&folly::InlineExecutor::instance()).thenValue([this](int n) { count_ = n; });
  }

private:
  std::mutex mutex_;
  folly::Future<folly::Unit> next_;
  int ground_ = 0, count_ = 0;
};

}  // namespace again

// An element of a list goes back to the owner of the list, whose lock is held.
namespace back {

class Inn;
class Cook;

class Guest {
public:
  Guest(Inn &inn, Cook &cook, int room) : inn_(inn), cook_(cook), room_(room) {}
  void leave();
  void complain() const;
  int room() const { return room_; }

private:
  Inn &inn_;
  Cook &cook_;
  int room_;
};

class Cook {
public:
  void hear(int) {
    std::lock_guard lock(mutex_);
    ++heard_;
  }

private:
  std::mutex mutex_;
  int heard_ = 0;
};

class Inn {
public:
  void free(int room) {
    std::lock_guard lock(mutex_);
    guests_.erase(room);
  }
  void close() {
    std::lock_guard lock(mutex_);
    while (!guests_.empty()) {
      Guest *guest = guests_.begin()->second;
      guest->leave();  // expect: blocking-under-lock: if it is the same object
    }
  }
  void closeUnlocked() {
    std::map<int, Guest *> all;
    {
      std::lock_guard lock(mutex_);
      all.swap(guests_);
    }
    for (auto &[room, guest] : all) guest->leave();
  }
  /// The cook's lock is another one.
  void complainAll() {
    std::lock_guard lock(mutex_);
    for (auto &[room, guest] : guests_) guest->complain();
  }
  /// A guest of whom nobody says where he lives.
  void sendAway(Guest &guest) {
    std::lock_guard lock(mutex_);
    guest.leave();
  }

private:
  std::mutex mutex_;
  std::map<int, Guest *> guests_;
};

inline void Guest::leave() { inn_.free(room_); }
inline void Guest::complain() const { cook_.hear(room_); }

/// Trees are of one class: the lock of the parent is another one.
class Branch {
public:
  void shake() {
    std::lock_guard lock(mutex_);
    for (Branch *twig : twigs_) twig->tellParent();
  }

private:
  void tellParent() {
    if (parent_) parent_->hear();
  }
  void hear() {
    std::lock_guard lock(mutex_);
    ++heard_;
  }
  std::mutex mutex_;
  Branch *parent_ = nullptr;
  std::vector<Branch *> twigs_;
  int heard_ = 0;
};

}  // namespace back
