#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace scoreboard {

class Clock {
public:
    ~Clock() { stop(); }
    void start() {
        std::lock_guard guard(mutex_);
        running_ = true;
        hand_ = std::thread([this] {
            while (running_) {
                std::this_thread::sleep_for(std::chrono::milliseconds(100));
                ++tenths_;
            }
        });
    }

    void stop() {
        std::lock_guard guard(mutex_);
        running_ = false;
        if (hand_.joinable()) {
            hand_.join();
        }
    }

    long tenths() const { return tenths_; }

private:
    std::mutex mutex_;
    std::atomic<bool> running_ = false;
    std::atomic<long> tenths_ = 0;
    std::thread hand_;
};

} // namespace scoreboard
