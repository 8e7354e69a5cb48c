// CASE: after a change of the leader all groups are restored one after the other, although none needs another
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
        for (group_log& log : logs)  // EXPECT-HINT: await-in-loop
            co_await restore_voice(std::move(log));  // EXPECT-ALT: await-in-loop
    }

private:
    folly::coro::Task<void> restore_voice(group_log log);
};
