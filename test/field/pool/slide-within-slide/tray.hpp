#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

class stage_hands {
public:
    static stage_hands& instance() {
        static stage_hands one(std::thread::hardware_concurrency() > 1 ? std::thread::hardware_concurrency() : 1);
        return one;
    }
    explicit stage_hands(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i)
            threads_.emplace_back([this] { work(); });
    }
    ~stage_hands() {
        {
            std::lock_guard hold(m_);
            stop_ = true;
        }
        more_.notify_all();
        for (std::thread& one : threads_)
            one.join();
    }
    template <typename F> std::future<std::invoke_result_t<F>> post(F job) {
        auto task = std::make_shared<std::packaged_task<std::invoke_result_t<F>()>>(std::move(job));
        auto result = task->get_future();
        {
            std::lock_guard hold(m_);
            jobs_.push_back([task] { (*task)(); });
        }
        more_.notify_one();
        return result;
    }

private:
    void work() {
        for (;;) {
            std::unique_lock hold(m_);
            more_.wait(hold, [this] { return stop_ || !jobs_.empty(); });
            if (jobs_.empty())
                return;
            auto job = std::move(jobs_.front());
            jobs_.pop_front();
            hold.unlock();
            job();
        }
    }

    std::mutex m_;
    std::condition_variable more_;
    std::deque<std::function<void()>> jobs_;
    bool stop_ = false;
    std::vector<std::thread> threads_;
};

struct slide {
    double at = 0;
    std::shared_ptr<std::vector<float>> light;
};

class slide_tray {
public:
    std::future<std::shared_ptr<std::vector<float>>> load(double at) const;

private:
    std::string path_;
};
