// CASE: a bundle of greetings is handed to the other shards one by one, and each waits for the answer to the one before
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/sharded.hh>
#include <seastar/core/smp.hh>
#include <cstdint>
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
    ss::future<answer> greet(greeting one);
};

unsigned shard_of(std::uint64_t village);

class ferry {
public:
    explicit ferry(ss::sharded<village_desk>& desks) : desks_(desks) {}

    ss::future<std::vector<answer>> carry(std::vector<greeting> bundle) {
        std::vector<answer> answers;
        answers.reserve(bundle.size());
        for (const greeting& one : bundle) {  // EXPECT-HINT: await-in-loop|fine-grained-task
            answers.push_back(co_await carry_one(one));  // EXPECT-ALT: await-in-loop
        }
        co_return answers;
    }

private:
    ss::future<answer> carry_one(greeting one) {
        return desks_.invoke_on(shard_of(one.village), [one](village_desk& desk) { return desk.greet(one); });
    }

    ss::sharded<village_desk>& desks_;
};
