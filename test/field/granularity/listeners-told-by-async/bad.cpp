// CASE: each telegram is told to each listener by a thread of its own, and the futures are only put aside
// TU-SET: bad.cpp caller.cpp
#include "desk.hpp"
#include <utility>

void desk::subscribe(int kind, listener one) {
    std::lock_guard hold(m_);
    listeners_.emplace(kind, std::move(one));
}

void desk::work(line& from) {
    telegram news;
    while (from.receive(news))
        hand_out(news);
}

void desk::hand_out(const telegram& news) {
    std::vector<listener> interested;
    {
        std::lock_guard hold(m_);
        const auto [begin, end] = listeners_.equal_range(news.kind);
        for (auto one = begin; one != end; ++one)
            interested.push_back(one->second);
    }
    for (const listener& one : interested)
        call_back([one, news] { one(news); });  // EXPECT-ALT: thread-per-item
}
