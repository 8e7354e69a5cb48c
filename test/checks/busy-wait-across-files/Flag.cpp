// Flag.cpp: the loop that polls.
#include "Flag.h"

#include <thread>

void Flag::await() const {
  while (!raised_.load())
    std::this_thread::yield();
}
