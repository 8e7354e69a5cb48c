// Parallel starts whose number is small or limited: a permit in the body, a few fixed names, a window, one per shard.
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/semaphore.hh>
#include <seastar/coroutine/parallel_for_each.hh>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ss = seastar;

class orchestra {
public:
    ss::future<> tune() {
        static constexpr std::array<std::string_view, 4> strings{"violin", "viola", "cello", "bass"};
        co_await ss::parallel_for_each(strings, [this](std::string_view name) { return tune_one(name); });
    }
    ss::future<> rehearse(std::vector<std::string> pieces) {
        co_await ss::coroutine::parallel_for_each(pieces, [this](const std::string& piece) -> ss::future<> {
            auto stand = co_await ss::get_units(stands_, 1);
            co_await play(piece);
        });
    }
    ss::future<> sign(std::set<std::string> members) {
        co_await ss::max_concurrent_for_each(members, 16, [this](const std::string& member) { return play(member); });
    }
    ss::future<> greet(std::vector<std::string> guests) {
        co_await ss::parallel_for_each(guests, [this](const std::string& guest) {
            return ss::with_semaphore(stands_, 1, [this, guest] { return play(guest); });
        });
    }

private:
    ss::future<> tune_one(std::string_view name);
    ss::future<> play(std::string piece);
    ss::semaphore stands_{8};
};
