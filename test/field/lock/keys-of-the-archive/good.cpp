// TU-SET: good.cpp archive.cpp
#include "archive.hpp"

#include <optional>

namespace archive {

asio::awaitable<std::string> Archive::read(std::string key) {
    std::optional<SpinGuard> guard(lock_);
    auto found = places_.find(key);
    if (found == places_.end()) {
        co_return std::string();
    }
    const long place = found->second;
    guard.reset();
    co_return co_await disk_.load(place);
}

asio::awaitable<void> Archive::write(std::string key, std::string text, bool exclusive) {
    std::optional<SpinGuard> guard;
    if (exclusive) {
        guard.emplace(lock_);
        places_.erase(key);
        guard.reset();
    }
    long place = co_await disk_.store(std::move(text));
    guard.reset();
    remember(std::move(key), place);
}

} // namespace archive
