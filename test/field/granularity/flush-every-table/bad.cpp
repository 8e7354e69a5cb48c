// CASE: a schema change flushes all tables that it names at the same time
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/parallel_for_each.hh>
#include <set>
#include <string>
#include <vector>

namespace ss = seastar;

ss::future<> flush_on_all_shards(std::string table);
ss::future<> write_log(std::vector<std::string> changes);

ss::future<> apply_changes(std::vector<std::string> changes, std::set<std::string> tables) {
    co_await write_log(std::move(changes));
    co_await ss::coroutine::parallel_for_each(tables, [](const std::string& table) -> ss::future<> {  // EXPECT-HINT: unbounded-spawn
        co_await flush_on_all_shards(table);
    });
}
