// CASE: all are asked to stop, eight at a time
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
#include <memory>
#include <vector>

class warden {
public:
    folly::coro::Task<void> stop();
    unsigned long memory_at_end() const;
};

class prison {
public:
    folly::coro::Task<unsigned long> stop() {
        std::vector<folly::coro::Task<void>> stops;
        stops.reserve(wardens_.size());
        for (auto& one : wardens_)
            stops.push_back(one->stop());
        co_await folly::coro::collectAllWindowed(std::move(stops), 8);
        unsigned long most = 0;
        for (const auto& one : wardens_)
            most = one->memory_at_end() > most ? one->memory_at_end() : most;
        co_return most;
    }

private:
    std::vector<std::unique_ptr<warden>> wardens_;
};
