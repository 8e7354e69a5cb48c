// CASE: one request names many shelves, and they are read one after the other
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
        std::vector<shelf_reply> replies;
        replies.reserve(requests.size());
        for (const auto& request : requests) {
            auto pages = co_await read_shelf(request.shelf, request.offset);  // EXPECT-HINT: await-in-loop
            replies.push_back({request.shelf, std::move(pages)});
        }
        co_return replies;
    }

private:
    folly::coro::Task<std::vector<std::string>> read_shelf(std::string shelf, long offset);
};
