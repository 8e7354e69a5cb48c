#include "desk.hpp"
#include <utility>

// A future waits in its destructor, so they are kept.
void desk::call_back(std::function<void()> what) {
    auto told = std::async(std::launch::async, std::move(what));  // EXPECT: thread-per-item
    pending_.push_back(std::move(told));
}
