// CASE: a clock starts its thread on demand; neither stopping nor destroying the clock joins it.
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace scoreboard {

class Clock {
public:
    void start() {
        std::lock_guard guard(mutex_);
        running_ = true;
        hand_ = std::thread([this] {  // EXPECT: unjoined-scope|detached-task
            while (running_) {
                std::this_thread::sleep_for(std::chrono::milliseconds(100));
                ++tenths_;
            }
        });
    }

    void stop() {
        std::lock_guard guard(mutex_);
        running_ = false;
    }

    long tenths() const { return tenths_; }

private:
    std::mutex mutex_;
    std::atomic<bool> running_ = false;
    std::atomic<long> tenths_ = 0;
    std::thread hand_;  // EXPECT-ALT: unjoined-scope
};

} // namespace scoreboard
