// RUN: %check %S callout-under-lock
// The lock is here, the call of the subscribers two functions further, in another file.
#include "Bus.h"

#include <utility>

void Bus::subscribe(std::function<void(int)> subscriber) {
  std::lock_guard lock(mutex_);
  subscribers_.push_back(std::move(subscriber));
}
void Bus::publish(int event) {
  std::lock_guard lock(mutex_);
  deliver(event);  // expect: callout-under-lock: the callback 'subscriber' runs (through 'Bus::deliver')
}
void Bus::publishOutside(int event) {
  std::unique_lock lock(mutex_);
  const auto copy = subscribers_;
  lock.unlock();
  deliverTo(copy, event);
}
