// RUN: %check %S busy-wait
// The loop that polls is in another file.
#include "Flag.h"

#include <chrono>
#include <task.h>

home::task<> waits(const Flag &flag) {
  flag.await();  // expect: busy-wait
  co_return;
}

home::task<bool> asks(Flag &flag) {
  flag.raise();
  co_return flag.raised();
}

int main() {
  Flag flag;
  flag.raise();
  flag.await();
}
