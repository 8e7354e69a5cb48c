#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

class crew {
public:
    explicit crew(unsigned size);
    ~crew();
    void add(std::function<void()> job);
    void finish();

private:
    void work();

    std::mutex m_;
    std::condition_variable more_;
    std::condition_variable done_;
    std::deque<std::function<void()>> jobs_;
    unsigned busy_ = 0;
    bool stop_ = false;
    std::vector<std::thread> threads_;
};
