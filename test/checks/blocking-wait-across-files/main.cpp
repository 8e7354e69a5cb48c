// RUN: %check %S blocking-wait
// The wait is in another file.
#include "Gate.h"

#include <task.h>

#include <thread>

home::task<> visitor(Gate &gate) {
  gate.pass();  // expect: blocking-wait
  co_return;
}

home::task<bool> passerBy(Gate &gate) {
  const bool in = gate.tryPass();
  gate.open();
  co_return in;
}

int main() {
  Gate gate;
  std::thread opener([&gate] { gate.open(); });
  gate.pass();
  opener.join();
}
