// CASE: an audit walks the tree, and only then asks the watcher; neither needs the other
#include <folly/coro/Task.h>
#include <map>
#include <string>

using listing = std::map<std::string, long>;

folly::coro::Task<listing> crawl(std::string root);
folly::coro::Task<listing> query_watcher(std::string root, long since);
int differences(const listing& on_disk, const listing& reported);

folly::coro::Task<int> audit(std::string root) {
    const listing on_disk = co_await crawl(root);  // EXPECT-HINT: sequential-awaits
    const listing reported = co_await query_watcher(root, 0);
    co_return differences(on_disk, reported);
}
