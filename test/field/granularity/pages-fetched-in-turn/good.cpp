// CASE: up to ten shelves are read at a time
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
#include <string>
#include <utility>
#include <vector>

struct shelf_request {
    std::string shelf;
    long offset = 0;
};
struct shelf_reply {
    std::string shelf;
    std::vector<std::string> pages;
};

class reading_room {
public:
    folly::coro::Task<std::vector<shelf_reply>> fetch(std::vector<shelf_request> requests) {
        std::vector<folly::coro::Task<std::vector<std::string>>> reads;
        for (const auto& request : requests)
            reads.push_back(read_shelf(request.shelf, request.offset));
        auto pages = co_await folly::coro::collectAllWindowed(std::move(reads), 10);
        std::vector<shelf_reply> replies;
        for (std::size_t i = 0; i < pages.size(); ++i)
            replies.push_back({requests[i].shelf, std::move(pages[i])});
        co_return replies;
    }

private:
    folly::coro::Task<std::vector<std::string>> read_shelf(std::string shelf, long offset);
};
