#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

/// Threads for the whole program. A waiter counts the jobs that were given with it.
class pickers {
public:
    static pickers& instance() {
        static pickers all;
        return all;
    }

    class waiter {
    public:
        ~waiter() { wait(); }
        void inc();
        void dec();
        void wait();

    private:
        std::mutex m_;
        std::condition_variable none_;
        int open_ = 0;
    };

    void submit(waiter* who, std::function<void()> job);

private:
    pickers();
    ~pickers();
    void run();

    std::mutex m_;
    std::condition_variable work_;
    std::deque<std::pair<waiter*, std::function<void()>>> jobs_;
    std::vector<std::thread> threads_;
    bool running_ = true;
};
