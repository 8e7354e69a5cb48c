// RUN: %check %s callout-under-lock
// What a smart pointer of Boost refers to is no element of a list. A callable that the function was given by value.
#include <boost/shared_ptr.hpp>
#include <functional>
#include <mutex>
#include <vector>

// By value, and called once: it may be for the end of the work, and it may be a part of it.
class Orchard {
public:
  void forFirst(std::function<void(int)> each) {
    std::lock_guard lock(mutex_);
    if (!trees_.empty())
      each(trees_.size() > 3 ? 3 : 1);  // expect: callout-under-lock: it may be a part of what was asked for
  }

private:
  std::mutex mutex_;
  std::vector<int> trees_;
};

struct Leaf {};

class Ledger {
public:
  virtual ~Ledger() = default;
  virtual void open(bool again);
  virtual void append(const Leaf &leaf);
};

class LedgerListener {
public:
  virtual ~LedgerListener() = default;
  virtual void onTurn() = 0;
};

// A method with a parameter registers nobody.
class Counter {
public:
  void note(const Leaf &leaf) {
    std::lock_guard lock(mutex_);
    ledger_->append(leaf);
  }
  void listen(boost::shared_ptr<LedgerListener> listener) { listener_ = listener; }
  void turn() {
    std::lock_guard lock(mutex_);
    ledger_->open(true);
    listener_->onTurn();  // expect: callout-under-lock
  }

private:
  std::mutex mutex_;
  boost::shared_ptr<Ledger> ledger_;
  boost::shared_ptr<LedgerListener> listener_;
};
