#include "crew.hpp"
#include <utility>

crew::crew(unsigned size) {
    for (unsigned i = 0; i < size; ++i)
        threads_.emplace_back(&crew::work, this);
}

crew::~crew() {
    {
        std::lock_guard hold(m_);
        stop_ = true;
    }
    more_.notify_all();
    for (std::thread& one : threads_)
        one.join();
}

void crew::add(std::function<void()> job) {
    {
        std::lock_guard hold(m_);
        jobs_.push_back(std::move(job));
    }
    more_.notify_one();
}

void crew::finish() {
    std::unique_lock hold(m_);
    done_.wait(hold, [this] { return jobs_.empty() && busy_ == 0; });
}

void crew::work() {
    std::unique_lock hold(m_);
    for (;;) {
        more_.wait(hold, [this] { return stop_ || !jobs_.empty(); });
        if (jobs_.empty())
            return;
        std::function<void()> job = std::move(jobs_.front());
        jobs_.pop_front();
        ++busy_;
        hold.unlock();
        job();
        hold.lock();
        --busy_;
        if (jobs_.empty() && busy_ == 0)
            done_.notify_all();
    }
}
