// CASE: the object owns its thread, and asks it to stop before it joins it
#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

class watcher {
public:
    void begin() {
        ticker_ = std::thread([this] {
            while (!stopping_) {
                look();
                std::this_thread::sleep_for(std::chrono::milliseconds(100));
            }
        });
    }
    ~watcher() {
        stopping_ = true;
        if (ticker_.joinable())
            ticker_.join();
    }

private:
    void look() { ++looks_; }
    std::thread ticker_;
    std::atomic<bool> stopping_ = false;
    unsigned looks_ = 0;
};
