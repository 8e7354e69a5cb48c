// CASE: a cloth that a weaver dyes is dyed by him alone
#include <cmath>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <latch>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

class loom {
public:
    explicit loom(std::size_t weavers) {
        for (std::size_t i = 0; i < weavers; ++i)
            weavers_.emplace_back([this] { weave(); });
    }
    ~loom() {
        {
            std::lock_guard hold(m_);
            stop_ = true;
        }
        more_.notify_all();
        for (std::thread& one : weavers_)
            one.join();
    }
    void for_each(std::size_t begin, std::size_t end, const std::function<void(std::size_t)>& work) {
        std::latch done(static_cast<std::ptrdiff_t>(end - begin));
        {
            std::lock_guard hold(m_);
            for (std::size_t i = begin; i < end; ++i)
                jobs_.push_back([&work, &done, i] {
                    work(i);
                    done.count_down();
                });
        }
        more_.notify_all();
        done.wait();
    }

private:
    void weave() {
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
    std::vector<std::thread> weavers_;
};

struct cloth {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<float> threads;
};

void dye(cloth& one) {
    for (float& thread : one.threads)
        thread = std::sqrt(thread);
}

void dye_all(loom& on, std::vector<cloth>& cloths) {
    on.for_each(0, cloths.size(), [&](std::size_t i) { dye(cloths[i]); });
}
