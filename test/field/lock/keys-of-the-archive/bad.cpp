// TU-SET: bad.cpp archive.cpp
// CASE: guards of a project's own lock, one of them in an optional, live over the wait for the disk.
#include "archive.hpp"

#include <optional>

namespace archive {

asio::awaitable<std::string> Archive::read(std::string key) {
    SpinGuard guard(lock_);
    auto found = places_.find(key);
    if (found == places_.end()) {
        co_return std::string();
    }
    co_return co_await disk_.load(found->second);  // EXPECT: lock-across-suspension
}

asio::awaitable<void> Archive::write(std::string key, std::string text, bool exclusive) {
    std::optional<SpinGuard> guard;
    if (exclusive) {
        guard.emplace(lock_);
    }
    long place = co_await disk_.store(std::move(text));  // EXPECT: lock-across-suspension
    guard.reset();
    remember(std::move(key), place);
}

} // namespace archive
