#include "pickers.hpp"
#include <algorithm>

pickers::pickers() {
    const unsigned n = std::max(2u, std::thread::hardware_concurrency());
    for (unsigned i = 0; i < n; ++i)
        threads_.emplace_back([this] { run(); });
}

pickers::~pickers() {
    {
        std::lock_guard hold(m_);
        running_ = false;
    }
    work_.notify_all();
    for (std::thread& one : threads_)
        one.join();
}

void pickers::submit(waiter* who, std::function<void()> job) {
    if (who)
        who->inc();
    {
        std::lock_guard hold(m_);
        jobs_.emplace_back(who, std::move(job));
    }
    work_.notify_one();
}

void pickers::run() {
    std::unique_lock hold(m_);
    for (;;) {
        work_.wait(hold, [this] { return !running_ || !jobs_.empty(); });
        if (!running_)
            return;
        auto [who, job] = std::move(jobs_.front());
        jobs_.pop_front();
        hold.unlock();
        job();
        if (who)
            who->dec();
        hold.lock();
    }
}

void pickers::waiter::inc() {
    std::lock_guard hold(m_);
    ++open_;
}

void pickers::waiter::dec() {
    std::lock_guard hold(m_);
    if (--open_ == 0)
        none_.notify_all();
}

void pickers::waiter::wait() {
    std::unique_lock hold(m_);
    none_.wait(hold, [this] { return open_ == 0; });
}
