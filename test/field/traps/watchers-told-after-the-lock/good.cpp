// CASE: watchers, promises and sleeping coroutines are taken out under the lock and told when it is free again.
#include <algorithm>
#include <condition_variable>
#include <coroutine>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace signals {

class Watcher {
public:
    virtual ~Watcher() = default;
    virtual void changed(const std::string& name) = 0;
};

class Board {
public:
    void watch(std::weak_ptr<Watcher> watcher) {
        std::lock_guard lock(mutex_);
        watchers_.push_back(std::move(watcher));
    }

    void set(const std::string& name, int value) {
        std::vector<std::shared_ptr<Watcher>> alive;
        {
            std::lock_guard lock(mutex_);
            values_[name] = value;
            for (const auto& weak : watchers_) {
                if (auto watcher = weak.lock()) {
                    alive.push_back(std::move(watcher));
                }
            }
            std::erase_if(watchers_, [](const std::weak_ptr<Watcher>& weak) { return weak.expired(); });
        }
        changed_.notify_all();
        for (const auto& watcher : alive) {
            watcher->changed(name);
        }
    }

    std::future<int> next() {
        std::lock_guard lock(mutex_);
        waiting_.emplace_back();
        return waiting_.back().get_future();
    }

    void answer(int value) {
        std::unique_lock lock(mutex_);
        std::vector<std::promise<int>> waiting = std::exchange(waiting_, {});
        lock.unlock();
        for (auto& one : waiting) {
            one.set_value(value);
        }
    }

    void sleep(std::coroutine_handle<> handle) {
        std::lock_guard lock(mutex_);
        sleepers_.push_back(handle);
    }

    void wakeAll() {
        std::vector<std::coroutine_handle<>> woken;
        {
            std::lock_guard lock(mutex_);
            woken.swap(sleepers_);
        }
        for (std::coroutine_handle<> handle : woken) {
            handle.resume();
        }
    }

    int waitFor(const std::string& name) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return values_.count(name) > 0; });
        return values_[name];
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::string, int> values_;
    std::vector<std::weak_ptr<Watcher>> watchers_;
    std::vector<std::promise<int>> waiting_;
    std::vector<std::coroutine_handle<>> sleepers_;
};

} // namespace signals
