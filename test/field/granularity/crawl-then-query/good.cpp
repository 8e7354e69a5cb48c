// CASE: both are under way at the same time
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
#include <map>
#include <string>

using listing = std::map<std::string, long>;

folly::coro::Task<listing> crawl(std::string root);
folly::coro::Task<listing> query_watcher(std::string root, long since);
int differences(const listing& on_disk, const listing& reported);

folly::coro::Task<int> audit(std::string root) {
    auto [on_disk, reported] = co_await folly::coro::collectAll(crawl(root), query_watcher(root, 0));
    co_return differences(on_disk, reported);
}
