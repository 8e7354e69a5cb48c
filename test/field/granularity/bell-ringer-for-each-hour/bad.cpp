// CASE: each bell that is ordered starts a thread, which waits until its hour and is then forgotten
#include <chrono>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

struct order {
    std::chrono::steady_clock::time_point hour;
    std::function<void()> ring;
};

class belfry {
public:
    void take(std::deque<order> orders) {
        for (order& one : orders) {
            std::thread([this, one = std::move(one)] {  // EXPECT: thread-per-item|detached-task
                std::this_thread::sleep_until(one.hour);
                one.ring();
                std::lock_guard hold(m_);
                ++rung_;
            }).detach();  // EXPECT-ALT: thread-per-item|detached-task
        }
    }

private:
    std::mutex m_;
    unsigned rung_ = 0;
};
