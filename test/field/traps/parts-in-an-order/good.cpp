// CASE: the parts of a program are started in an order, and stopped in the other
#include <folly/coro/Task.h>
#include <memory>
#include <string>
#include <vector>

class part {
public:
    virtual ~part() = default;
    virtual folly::coro::Task<void> start() = 0;
    virtual folly::coro::Task<void> stop() = 0;
};

class program {
public:
    folly::coro::Task<void> start() {
        for (auto& one : parts_)
            co_await one->start();
    }
    folly::coro::Task<void> stop() {
        for (auto one = parts_.rbegin(); one != parts_.rend(); ++one)
            co_await (*one)->stop();
    }
    folly::coro::Task<void> migrate(std::vector<std::string> steps) {
        for (const std::string& step : steps)
            co_await apply_step(step);
    }

private:
    folly::coro::Task<void> apply_step(const std::string& step);
    std::vector<std::unique_ptr<part>> parts_;
};
