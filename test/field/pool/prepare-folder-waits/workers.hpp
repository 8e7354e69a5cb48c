#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

/// Threads for work on files.
class workers {
public:
    explicit workers(unsigned n) {
        for (unsigned i = 0; i < n; ++i)
            threads_.emplace_back([this] { serve(); });
    }
    ~workers() {
        {
            std::lock_guard hold(m_);
            done_ = true;
        }
        more_.notify_all();
        for (auto& t : threads_)
            t.join();
    }
    template <typename F> auto submit(F f) -> std::future<decltype(f())> {
        auto task = std::make_shared<std::packaged_task<decltype(f())()>>(std::move(f));
        auto result = task->get_future();
        {
            std::lock_guard hold(m_);
            queue_.push_back([task] { (*task)(); });
        }
        more_.notify_one();
        return result;
    }

private:
    void serve() {
        for (;;) {
            std::unique_lock hold(m_);
            more_.wait(hold, [this] { return done_ || !queue_.empty(); });
            if (queue_.empty())
                return;
            auto task = std::move(queue_.front());
            queue_.pop_front();
            hold.unlock();
            task();
        }
    }
    std::mutex m_;
    std::condition_variable more_;
    std::deque<std::function<void()>> queue_;
    std::vector<std::thread> threads_;
    bool done_ = false;
};

/// Removes what is in a folder, file by file, on the workers.
void empty_folder(workers& disk, const std::string& folder);
