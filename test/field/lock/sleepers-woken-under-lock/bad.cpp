// CASE: an own event goes through its sleepers under its mutex and resumes them there: each may come back for the event.
#include <coroutine>
#include <exception>
#include <mutex>
#include <utility>
#include <vector>

namespace barrier {

class Gong {
public:
    struct Sleeper {
        Gong& gong;
        bool await_ready() const { return gong.rung(); }
        bool await_suspend(std::coroutine_handle<> handle) { return gong.sleep(handle); }
        void await_resume() const noexcept {}
    };

    Sleeper operator co_await() { return Sleeper{*this}; }

    bool rung() const {
        std::lock_guard lock(mutex_);
        return rung_;
    }

    void ring() {
        std::lock_guard lock(mutex_);
        rung_ = true;
        for (std::coroutine_handle<> sleeper : std::exchange(sleepers_, {})) {
            sleeper.resume();  // EXPECT: callout-under-lock
        }
    }

    void wakeOne() {
        std::unique_lock lock(mutex_);
        if (sleepers_.empty()) {
            return;
        }
        auto sleeper = sleepers_.back();
        sleepers_.pop_back();
        sleeper();  // EXPECT: callout-under-lock
    }

private:
    bool sleep(std::coroutine_handle<> handle) {
        std::lock_guard lock(mutex_);
        if (rung_) {
            return false;
        }
        sleepers_.push_back(handle);
        return true;
    }

    mutable std::mutex mutex_;
    bool rung_ = false;
    std::vector<std::coroutine_handle<>> sleepers_;
};

} // namespace barrier
