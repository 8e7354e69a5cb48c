#include "loom.hpp"
#include <latch>

loom::loom(std::size_t weavers) {
    for (std::size_t i = 0; i < weavers; ++i)
        weavers_.emplace_back([this] { weave(); });
}

loom::~loom() {
    {
        std::lock_guard hold(m_);
        stop_ = true;
    }
    more_.notify_all();
    for (std::thread& one : weavers_)
        one.join();
}

void loom::for_each(std::size_t begin, std::size_t end, const std::function<void(std::size_t)>& work) {
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
    done.wait();  // EXPECT: pool-self-wait
}

void loom::weave() {
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
