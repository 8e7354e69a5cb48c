#pragma once
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

class loom {
public:
    explicit loom(std::size_t weavers);
    ~loom();
    // Runs `work` for each number on the weavers, and comes back when all are done.
    void for_each(std::size_t begin, std::size_t end, const std::function<void(std::size_t)>& work);

private:
    void weave();

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

void dye(loom& on, cloth& one);
void dye_all(loom& on, std::vector<cloth>& cloths);
