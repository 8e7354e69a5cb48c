// CASE: whatever all players are to do, a thread is started for each, and joined when the bar is over
// TU-SET: bad.cpp score.cpp
#include "orchestra.hpp"
#include <thread>

void orchestra::each(const std::function<void(std::size_t)>& play) const {
    std::vector<std::thread> hired;
    for (std::size_t i = 0; i < players_.size(); ++i)
        hired.emplace_back(play, i);  // EXPECT: thread-per-item
    for (std::thread& one : hired)
        one.join();
}
