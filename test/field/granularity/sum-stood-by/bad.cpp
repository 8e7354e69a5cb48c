// CASE: a clerk hands the only sum to the helpers, and stands by until it is done
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <numeric>
#include <thread>
#include <utility>
#include <vector>

class helpers {
public:
    explicit helpers(unsigned n) {
        for (unsigned i = 0; i < n; ++i)
            threads_.emplace_back([this] { work(); });
    }
    ~helpers() {
        {
            std::lock_guard hold(m_);
            stop_ = true;
        }
        more_.notify_all();
        for (std::thread& one : threads_)
            one.join();
    }
    template <typename F> auto submit(F job) -> std::future<decltype(job())> {
        auto task = std::make_shared<std::packaged_task<decltype(job())()>>(std::move(job));
        auto result = task->get_future();
        {
            std::lock_guard hold(m_);
            jobs_.emplace_back([task] { (*task)(); });
        }
        more_.notify_one();
        return result;
    }

private:
    void work() {
        for (;;) {
            std::function<void()> job;
            {
                std::unique_lock hold(m_);
                more_.wait(hold, [this] { return stop_ || !jobs_.empty(); });
                if (jobs_.empty())
                    return;
                job = std::move(jobs_.front());
                jobs_.pop_front();
            }
            job();
        }
    }
    std::mutex m_;
    std::condition_variable more_;
    std::deque<std::function<void()>> jobs_;
    bool stop_ = false;
    std::vector<std::thread> threads_;
};

class clerk {
public:
    explicit clerk(helpers& all) : helpers_(all) {}
    double total(const std::vector<double>& amounts) {
        auto sum = helpers_.submit([&amounts] { return std::accumulate(amounts.begin(), amounts.end(), 0.0); });  // EXPECT: submit-then-wait
        return sum.get();  // EXPECT-ALT: submit-then-wait
    }

private:
    helpers& helpers_;
};
