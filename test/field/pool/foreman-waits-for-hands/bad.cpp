// CASE: a job of the workshop hands parts of itself to the same workshop, and waits for them
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

class workshop {
public:
    explicit workshop(unsigned hands) {
        for (unsigned i = 0; i < hands; ++i)
            hands_.emplace_back([this] { work(); });
    }
    ~workshop() {
        {
            std::lock_guard hold(m_);
            stop_ = true;
        }
        more_.notify_all();
        for (std::thread& one : hands_)
            one.join();
    }
    std::future<long> give(std::function<long()> job) {
        auto task = std::make_shared<std::packaged_task<long()>>(std::move(job));
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
    std::vector<std::thread> hands_;
};

class joiner {
public:
    explicit joiner(workshop& shop) : shop_(shop) {}

    std::vector<std::future<long>> build(std::size_t cupboards) {
        std::vector<std::future<long>> built;
        for (std::size_t i = 0; i < cupboards; ++i)
            built.push_back(shop_.give([this, i] { return cupboard(i); }));
        return built;
    }

private:
    long cupboard(std::size_t which) {
        std::vector<std::future<long>> doors;
        for (std::size_t door = 0; door < 4; ++door)
            doors.push_back(shop_.give([this, which, door] { return plane(which, door); }));
        long shavings = 0;
        for (auto& one : doors)
            shavings += one.get();  // EXPECT: pool-self-wait
        return shavings;
    }
    long plane(std::size_t which, std::size_t door);

    workshop& shop_;
};
