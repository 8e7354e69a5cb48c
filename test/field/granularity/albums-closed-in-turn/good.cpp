// CASE: eight albums are closed at a time
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

class album {
public:
    folly::coro::Task<void> close();
};

class album_desk {
public:
    folly::coro::Task<void> finish() {
        std::vector<folly::coro::Task<void>> closing;
        closing.reserve(open_.size());
        for (auto& [name, one] : open_)
            closing.push_back(one->close());
        co_await folly::coro::collectAllWindowed(std::move(closing), 8);
        open_.clear();
    }

private:
    std::map<std::string, std::unique_ptr<album>> open_;
};
