// CASE: eight tables at a time
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <set>
#include <string>
#include <vector>

namespace ss = seastar;

constexpr std::size_t at_a_time = 8;

ss::future<> flush_on_all_shards(std::string table);
ss::future<> write_log(std::vector<std::string> changes);

ss::future<> apply_changes(std::vector<std::string> changes, std::set<std::string> tables) {
    co_await write_log(std::move(changes));
    co_await ss::max_concurrent_for_each(tables, at_a_time, [](const std::string& table) -> ss::future<> {
        co_await flush_on_all_shards(table);
    });
}
