// CASE: the groups are restored at the same time, at most sixty-four
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct group_log {
    std::string id;
    std::vector<std::string> members;
};

class choir {
public:
    folly::coro::Task<void> recover(std::vector<group_log> logs) {
        std::vector<folly::coro::Task<void>> all;
        all.reserve(logs.size());
        for (group_log& log : logs)
            all.push_back(restore_voice(std::move(log)));
        co_await folly::coro::collectAllWindowed(std::move(all), 64);
    }

private:
    folly::coro::Task<void> restore_voice(group_log log);
};
