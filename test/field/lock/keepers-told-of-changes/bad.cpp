// TU-SET: bad.cpp register.cpp
// CASE: watchers that are held weakly are told of a change under the lock of their list, in a helper and in place.
#include "register.hpp"

namespace keep {

void Register::set(const std::string& name, int value) {
    std::unique_lock lock(mutex_);
    values_[name] = value;
    tellAll(name, value);  // EXPECT: callout-under-lock
}

void Register::tellAll(const std::string& name, int value) {
    for (const std::weak_ptr<Watcher>& weak : watchers_) {
        if (auto watcher = weak.lock()) {
            watcher->changed(name, value);  // EXPECT-ALT: callout-under-lock
        }
    }
}

void Register::clear() {
    std::unique_lock lock(mutex_);
    values_.clear();
    for (const auto& weak : watchers_) {
        auto watcher = weak.lock();
        if (watcher == nullptr) {
            continue;
        }
        watcher->cleared();  // EXPECT: callout-under-lock
    }
}

} // namespace keep
