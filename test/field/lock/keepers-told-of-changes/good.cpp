// TU-SET: good.cpp register.cpp
#include "register.hpp"

namespace keep {

void Register::set(const std::string& name, int value) {
    {
        std::unique_lock lock(mutex_);
        values_[name] = value;
    }
    tellAll(name, value);
}

void Register::tellAll(const std::string& name, int value) {
    for (const std::weak_ptr<Watcher>& weak : watchers()) {
        if (auto watcher = weak.lock()) {
            watcher->changed(name, value);
        }
    }
}

void Register::clear() {
    std::unique_lock lock(mutex_);
    values_.clear();
    lock.unlock();
    for (const auto& weak : watchers()) {
        auto watcher = weak.lock();
        if (watcher == nullptr) {
            continue;
        }
        watcher->cleared();
    }
}

} // namespace keep
