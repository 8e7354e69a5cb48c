// CASE: the greetings are sorted by shard, and each shard gets its bundle at the same time
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/sharded.hh>
#include <seastar/core/smp.hh>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace ss = seastar;

struct greeting {
    std::uint64_t village = 0;
    std::uint64_t round = 0;
};

struct answer {
    std::uint64_t village = 0;
    bool heard = false;
};

class village_desk {
public:
    ss::future<std::vector<answer>> greet_all(std::vector<greeting> all);
};

unsigned shard_of(std::uint64_t village);

class ferry {
public:
    explicit ferry(ss::sharded<village_desk>& desks) : desks_(desks) {}

    ss::future<std::vector<answer>> carry(std::vector<greeting> bundle) {
        std::map<unsigned, std::vector<greeting>> by_shard;
        for (const greeting& one : bundle)
            by_shard[shard_of(one.village)].push_back(one);
        std::vector<answer> answers;
        co_await ss::max_concurrent_for_each(by_shard, 64, [this, &answers](auto& part) {
            return desks_
                .invoke_on(part.first, [all = part.second](village_desk& desk) { return desk.greet_all(all); })
                .then([&answers](std::vector<answer> said) { answers.insert(answers.end(), said.begin(), said.end()); });
        });
        co_return answers;
    }

private:
    ss::sharded<village_desk>& desks_;
};
