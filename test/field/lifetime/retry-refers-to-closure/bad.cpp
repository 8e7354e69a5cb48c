// TU-SET: bad.cpp retry.cpp
// CASE: what is retried refers to the captures of the closure around it, which is gone when the first attempt suspends.
#include "retry.hpp"

namespace tram {

seastar::future<> timetable::replace(std::vector<halt> halts) {
    return seastar::make_ready_future<>().then([this, halts = std::move(halts)] {
        return with_retry([&] {  // EXPECT: detached-captures-local|dangling-parameter|dangling-lambda-coroutine
            return store(halts);
        });
    });
}

seastar::future<> timetable::erase(std::vector<std::string> names) {
    return with_retry([&] {  // EXPECT: detached-captures-local|dangling-parameter|dangling-lambda-coroutine
        return drop(names);
    });
}

} // namespace tram
