// CASE: there is always a baker
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

class bakery {
public:
    bakery() : bakery(std::thread::hardware_concurrency() > 1 ? std::thread::hardware_concurrency() - 1 : 2) {}
    explicit bakery(std::size_t bakers) {
        for (std::size_t i = 0; i < bakers; ++i)
            bakers_.emplace_back([this] { bake(); });
    }
    ~bakery() {
        {
            std::lock_guard hold(m_);
            closed_ = true;
        }
        more_.notify_all();
        for (std::thread& one : bakers_)
            one.join();
    }
    void order(std::function<void()> bread) {
        {
            std::lock_guard hold(m_);
            orders_.push_back(std::move(bread));
        }
        more_.notify_one();
    }

private:
    void bake() {
        for (;;) {
            std::unique_lock hold(m_);
            more_.wait(hold, [this] { return closed_ || !orders_.empty(); });
            if (orders_.empty())
                return;
            auto bread = std::move(orders_.front());
            orders_.pop_front();
            hold.unlock();
            bread();
        }
    }

    std::mutex m_;
    std::condition_variable more_;
    std::deque<std::function<void()>> orders_;
    bool closed_ = false;
    std::vector<std::thread> bakers_;
};
