// TU-SET: good.cpp lib.cpp
// CASE: a thread beside the reactor makes the hashes, the coroutine awaits its answer
#include "badge.hpp"
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace ss = seastar;

class beside {
public:
    beside() : thread_([this] { run(); }) {}
    ~beside() {
        {
            std::lock_guard hold(m_);
            jobs_.push_back(nullptr);
        }
        more_.notify_one();
        thread_.join();
    }
    ss::future<bool> submit(std::function<bool()> job);

private:
    void run() {
        for (;;) {
            std::unique_lock hold(m_);
            more_.wait(hold, [this] { return !jobs_.empty(); });
            auto job = std::move(jobs_.front());
            jobs_.pop_front();
            hold.unlock();
            if (!job)
                return;
            job();
        }
    }
    std::mutex m_;
    std::condition_variable more_;
    std::deque<std::function<void()>> jobs_;
    std::thread thread_;
};

class gatekeeper {
public:
    ss::future<bool> may_enter(std::string holder, std::string typed) {
        const badge::entry found = co_await look_up(holder);
        if (found.hash.empty())
            co_return false;
        const bool right = co_await beside_.submit([found, typed] { return badge::opens(found, typed); });
        co_await note(found.holder, right);
        co_return right;
    }

private:
    ss::future<badge::entry> look_up(std::string holder);
    ss::future<> note(std::string holder, bool right);
    beside beside_;
};
