#include "in_parallel.hpp"
#include <algorithm>
#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>
#include <queue>
#include <thread>
#include <vector>

namespace {

class crew {
public:
    explicit crew(unsigned n) {
        for (unsigned i = 0; i < n; ++i)
            members_.emplace_back([this] { work(); });
    }
    ~crew() {
        {
            std::lock_guard hold(m_);
            end_ = true;
        }
        cv_.notify_all();
        for (auto& one : members_)
            one.join();
    }
    std::future<void> push(std::function<void()> f) {
        auto task = std::make_shared<std::packaged_task<void()>>(std::move(f));
        auto done = task->get_future();
        {
            std::lock_guard hold(m_);
            tasks_.push([task] { (*task)(); });
        }
        cv_.notify_one();
        return done;
    }

private:
    void work() {
        while (true) {
            std::function<void()> next;
            {
                std::unique_lock hold(m_);
                cv_.wait(hold, [this] { return end_ || !tasks_.empty(); });
                if (tasks_.empty())
                    return;
                next = std::move(tasks_.front());
                tasks_.pop();
            }
            next();
        }
    }
    std::mutex m_;
    std::condition_variable cv_;
    std::queue<std::function<void()>> tasks_;
    std::vector<std::thread> members_;
    bool end_ = false;
};

crew& everybody() {
    static crew all(std::max(1u, std::thread::hardware_concurrency()));
    return all;
}

}  // namespace

void in_parallel(std::int64_t begin, std::int64_t end, std::int64_t chunk, std::function<void(std::int64_t, std::int64_t)> task) {
    std::vector<std::future<void>> parts;
    for (; begin < end; begin += chunk) {
        const std::int64_t to = std::min(end, begin + chunk);
        parts.push_back(everybody().push([&task, begin, to] { task(begin, to); }));
    }
    for (auto& part : parts)
        part.get();  // EXPECT-ALT: pool-self-wait
}
