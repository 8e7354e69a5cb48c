// Gate.cpp: pass() waits until another thread opens the gate.
#include "Gate.h"

void Gate::pass() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return open_; });
}

bool Gate::tryPass() {
  std::lock_guard lock(mutex_);
  return open_;
}

void Gate::open() {
  {
    std::lock_guard lock(mutex_);
    open_ = true;
  }
  changed_.notify_all();
}
