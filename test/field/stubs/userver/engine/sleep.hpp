#pragma once
// Test stub: declarations only. These suspend the task, not the thread.
#include <chrono>
namespace userver::engine {
void SleepFor(const std::chrono::milliseconds& duration);
void InterruptibleSleepFor(const std::chrono::milliseconds& duration);
void Yield();
}
