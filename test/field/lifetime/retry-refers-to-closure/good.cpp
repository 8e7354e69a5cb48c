// TU-SET: good.cpp retry.cpp
#include "retry.hpp"

namespace tram {

seastar::future<> timetable::replace(std::vector<halt> halts) {
    return seastar::make_ready_future<>().then([this, halts = std::move(halts)]() mutable {
        return with_retry([this, halts = std::move(halts)] { return store(halts); });
    });
}

// A coroutine: the names live in its frame until the last attempt is over.
seastar::future<> timetable::erase(std::vector<std::string> names) {
    co_await with_retry([&] { return drop(names); });
}

} // namespace tram
