// CASE: thirty-two clients are stopped one by one, and each takes its time
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
        for (auto& one : wardens_)  // EXPECT-HINT: await-in-loop
            co_await one->stop();  // EXPECT-ALT: await-in-loop
        unsigned long most = 0;
        for (const auto& one : wardens_)
            most = one->memory_at_end() > most ? one->memory_at_end() : most;
        co_return most;
    }

private:
    std::vector<std::unique_ptr<warden>> wardens_;
};
