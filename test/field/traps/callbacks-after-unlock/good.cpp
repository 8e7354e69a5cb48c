// Callbacks are copied, stored, swapped and compared under a lock; they are called when it is free.
#include <algorithm>
#include <condition_variable>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace auction {

using OnBid = std::function<void(const std::string&, int)>;

/// Runs what was collected after the lock is gone.
class DeferringLock {
public:
    explicit DeferringLock(std::mutex& m) : lock_(m) {}
    ~DeferringLock() {
        lock_.unlock();
        for (auto& f : later_) {
            f();
        }
    }
    void defer(std::function<void()> f) { later_.push_back(std::move(f)); }

private:
    std::unique_lock<std::mutex> lock_;
    std::vector<std::function<void()>> later_;
};

class Lot {
public:
    int subscribe(OnBid f) {
        std::lock_guard lock(mutex_);
        listeners_[++lastId_] = std::move(f);
        return lastId_;
    }

    void unsubscribe(int id) {
        OnBid dies;  // whatever it captured goes after the lock
        std::lock_guard lock(mutex_);
        if (auto it = listeners_.find(id); it != listeners_.end()) {
            dies = std::move(it->second);
            listeners_.erase(it);
        }
    }

    void bid(const std::string& who, int cents) {
        std::vector<OnBid> told;
        {
            std::lock_guard lock(mutex_);
            best_ = std::max(best_, cents);
            for (const auto& [id, f] : listeners_) {
                told.push_back(f);
            }
            raised_.notify_all();
        }
        for (const auto& f : told) {
            f(who, cents);
        }
    }

    void close(std::promise<int> result) {
        DeferringLock lock(mutex_);
        lock.defer([result = std::make_shared<std::promise<int>>(std::move(result)), best = best_] { result->set_value(best); });
        best_ = 0;
    }

    int waitFor(int cents) {
        std::unique_lock lock(mutex_);
        raised_.wait(lock, [&] { return best_ >= cents; });
        return best_;
    }

    int firstListener() const {
        std::lock_guard lock(mutex_);
        const auto it = std::min_element(listeners_.begin(), listeners_.end(),
                                         [](const auto& a, const auto& b) { return a.first < b.first; });
        return it == listeners_.end() ? 0 : it->first;
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable raised_;
    std::map<int, OnBid> listeners_;
    int lastId_ = 0;
    int best_ = 0;
};

} // namespace auction
