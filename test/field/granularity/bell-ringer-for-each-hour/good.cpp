// CASE: one ringer keeps all orders by their hour, and waits for the next one
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

struct order {
    std::chrono::steady_clock::time_point hour;
    std::function<void()> ring;
};

class belfry {
public:
    belfry() : ringer_([this] { work(); }) {}
    ~belfry() {
        {
            std::lock_guard hold(m_);
            stop_ = true;
        }
        more_.notify_one();
        ringer_.join();
    }

    void take(std::deque<order> orders) {
        {
            std::lock_guard hold(m_);
            for (order& one : orders)
                due_.emplace(one.hour, std::move(one.ring));
        }
        more_.notify_one();
    }

private:
    void work() {
        std::unique_lock hold(m_);
        while (!stop_) {
            if (due_.empty()) {
                more_.wait(hold);
                continue;
            }
            const auto next = due_.begin()->first;
            if (std::chrono::steady_clock::now() < next) {
                more_.wait_until(hold, next);
                continue;
            }
            auto ring = std::move(due_.begin()->second);
            due_.erase(due_.begin());
            hold.unlock();
            ring();
            hold.lock();
        }
    }

    std::mutex m_;
    std::condition_variable more_;
    std::multimap<std::chrono::steady_clock::time_point, std::function<void()>> due_;
    bool stop_ = false;
    std::thread ringer_;
};
