// CASE: at least one thread
#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

class helpers {
public:
    explicit helpers(std::size_t most = 255) {
        most = std::min<std::size_t>(most, std::max(1u, std::thread::hardware_concurrency()));
        for (std::size_t n = 0; n < most; ++n)
            threads_.emplace_back(&helpers::serve, this);
    }
    ~helpers() {
        {
            std::unique_lock hold(m_);
            stop_ = true;
        }
        pending_.notify_all();
        for (std::thread& one : threads_)
            one.join();
    }
    void add(std::function<void()> job) {
        {
            std::unique_lock hold(m_);
            jobs_.push_back(std::move(job));
        }
        pending_.notify_one();
    }

private:
    void serve() {
        std::unique_lock hold(m_);
        while (!stop_) {
            pending_.wait(hold, [this] { return stop_ || !jobs_.empty(); });
            if (stop_)
                return;
            auto job = std::move(jobs_.front());
            jobs_.pop_front();
            hold.unlock();
            job();
            hold.lock();
        }
    }

    std::mutex m_;
    std::condition_variable pending_;
    std::deque<std::function<void()>> jobs_;
    std::vector<std::thread> threads_;
    bool stop_ = false;
};
