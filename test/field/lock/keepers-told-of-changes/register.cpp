#include "register.hpp"

#include <utility>

namespace keep {

void Register::watch(std::weak_ptr<Watcher> watcher) {
    std::unique_lock lock(mutex_);
    watchers_.push_back(std::move(watcher));
}

int Register::value(const std::string& name) const {
    std::shared_lock lock(mutex_);
    auto found = values_.find(name);
    return found == values_.end() ? 0 : found->second;
}

std::vector<std::weak_ptr<Watcher>> Register::watchers() const {
    std::shared_lock lock(mutex_);
    return watchers_;
}

} // namespace keep
