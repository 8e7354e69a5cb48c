#pragma once
#include <folly/coro/Task.h>
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <string>
#include <thread>
#include <vector>

struct law_book {
    std::vector<std::string> laws;
};

struct verdict {
    bool guilty = false;
    std::string reason;
};

verdict weigh(const law_book& law, const std::string& text);

class judge {
public:
    judge(const law_book& law, int plea) : law_(law), plea_(plea) {}
    folly::coro::Task<verdict> hear(std::string text);

private:
    const law_book& law_;
    int plea_;
    folly::CPUThreadPoolExecutor clerks_{std::thread::hardware_concurrency()};
};
