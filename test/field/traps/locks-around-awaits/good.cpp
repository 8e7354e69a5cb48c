// Thread locks in coroutines that are gone before each suspension, and asynchronous locks that may stay.
#include <folly/Synchronized.h>
#include <folly/coro/Mutex.h>
#include <folly/coro/Task.h>
#include <algorithm>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <utility>
#include <vector>

namespace stamps {

using folly::coro::Task;
Task<int> appraise(std::string stamp);
Task<void> publish(std::string text);

class Album {
public:
    Task<int> value(std::string stamp) {
        {
            std::shared_lock lock(mutex_);
            if (auto it = known_.find(stamp); it != known_.end()) {
                co_return it->second;
            }
        }
        const int cents = co_await appraise(stamp);
        std::unique_lock lock(mutex_);
        known_.insert_or_assign(std::move(stamp), cents);
        co_return cents;
    }

    Task<void> refresh() {
        std::unique_lock lock(mutex_);
        auto names = namesLocked();
        for (auto& n : names) {
            lock.unlock();
            const int cents = co_await appraise(n);
            lock.lock();
            known_[n] = cents;
        }
    }

    Task<void> announce() {
        const int count = [this] {
            std::lock_guard lock(mutex_);
            return static_cast<int>(known_.size());
        }();
        co_await publish(std::to_string(count));
        co_await publish(owner_.copy());
        const auto length = owner_.withRLock([](const std::string& s) { return s.size(); });
        co_await publish(std::string(length, '*'));
    }

    Task<void> sell(std::string stamp) {
        auto turn = co_await counter_.co_scoped_lock();
        co_await publish("selling " + stamp);
        std::optional<std::unique_lock<std::shared_mutex>> lock(std::in_place, mutex_);
        known_.erase(stamp);
        lock.reset();
        co_await publish("sold " + stamp);
    }

    Task<bool> tryClean() {
        std::unique_lock lock(mutex_, std::defer_lock);
        co_await publish("cleaning");
        if (!lock.try_lock()) {
            co_return false;
        }
        std::erase_if(known_, [](const auto& entry) { return entry.second == 0; });
        co_return true;
    }

private:
    std::vector<std::string> namesLocked() const {
        std::vector<std::string> out;
        std::transform(known_.begin(), known_.end(), std::back_inserter(out), [](const auto& e) { return e.first; });
        return out;
    }

    std::shared_mutex mutex_;
    folly::coro::Mutex counter_;
    std::map<std::string, int> known_;
    folly::Synchronized<std::string> owner_;
};

} // namespace stamps
