// CASE: a pool has one thread less than there are cores, and the work is divided by its size
#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

class painters {
public:
    painters() {
        const unsigned n = std::thread::hardware_concurrency() - 1;  // EXPECT-HINT: pool-size
        for (unsigned i = 0; i < n; ++i)  // EXPECT-ALT: pool-size
            threads_.emplace_back([this] { paint(); });
    }
    ~painters() {
        {
            std::lock_guard hold(m_);
            done_ = true;
        }
        work_.notify_all();
        for (std::thread& one : threads_)
            one.join();
    }

    std::int64_t share(std::int64_t rows) const {
        return std::max<std::int64_t>(1, rows / (2 * static_cast<std::int64_t>(threads_.size())));
    }
    void submit(std::function<void()> job) {
        {
            std::lock_guard hold(m_);
            jobs_.push_back(std::move(job));
        }
        work_.notify_one();
    }

private:
    void paint() {
        std::unique_lock hold(m_);
        for (;;) {
            work_.wait(hold, [this] { return done_ || !jobs_.empty(); });
            if (jobs_.empty())
                return;
            auto job = std::move(jobs_.front());
            jobs_.pop_front();
            hold.unlock();
            job();
            hold.lock();
        }
    }

    std::mutex m_;
    std::condition_variable work_;
    std::deque<std::function<void()>> jobs_;
    std::vector<std::thread> threads_;
    bool done_ = false;
};
