#include <folly/CancellationToken.h>
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace patrol {

using folly::coro::Task;
using namespace std::chrono_literals;

Task<bool> inspect(std::string door);
Task<void> openRegister(std::stop_token stop);
Task<void> record(std::string line);

class Guard {
public:
    explicit Guard(std::vector<std::string> doors) : doors_(std::move(doors)) {}

    Task<void> walk(folly::CancellationToken stop) {
        std::size_t next = 0;
        while (!stop.isCancellationRequested()) {
            const std::string& door = doors_[next++ % doors_.size()];
            try {
                if (!co_await inspect(door)) {
                    std::printf("%s is open\n", door.c_str());
                }
            } catch (const std::runtime_error& error) {
                std::puts(error.what());
            }
            co_await folly::coro::sleep(30s);
        }
    }

    Task<void> keepRegister(std::stop_token stop) {
        co_await openRegister(stop);
        while (!stop.stop_requested()) {
            co_await record(std::to_string(++rounds_));
            co_await folly::coro::sleep(60s);
        }
    }

private:
    std::vector<std::string> doors_;
    int rounds_ = 0;
};

} // namespace patrol
