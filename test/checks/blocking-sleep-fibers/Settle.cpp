// Settle.cpp: a plain function that keeps the thread.
#include <chrono>
#include <thread>

namespace fibers {

void settle() { std::this_thread::sleep_for(std::chrono::milliseconds(50)); }

}  // namespace fibers
