// Delivery.cpp: the calls themselves; the lock is the caller's.
#include "Bus.h"

void Bus::deliver(int event) { deliverTo(subscribers_, event); }

void Bus::deliverTo(const std::vector<std::function<void(int)>> &subscribers, int event) {
  for (const auto &subscriber : subscribers) subscriber(event);
}
