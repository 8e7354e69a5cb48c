#include "archive.hpp"

#include <utility>

namespace archive {

void SpinLock::lock() noexcept {
    while (busy_.test_and_set(std::memory_order_acquire)) {
    }
}

void Archive::remember(std::string key, long place) {
    SpinGuard guard(lock_);
    places_[std::move(key)] = place;
}

} // namespace archive
