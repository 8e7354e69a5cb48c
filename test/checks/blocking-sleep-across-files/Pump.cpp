// Pump.cpp: the sleep, two calls below what main.cpp calls.
#include "Pump.h"

#include <chrono>
#include <thread>

void Pump::prime() {
  wait();
  ++level_;
}

int Pump::level() const { return level_; }

void Pump::wait() const { std::this_thread::sleep_for(std::chrono::milliseconds(200)); }
