// CASE: a request founds many clubs with many rooms, and a wait for the chairman of each room is begun at once
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/when_all.hh>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace ss = seastar;

struct founded {
    std::string club;
    bool ok = false;
};

class register_of_clubs {
public:
    unsigned rooms_of(const std::string& club) const;
    ss::future<std::string> chairman_of(std::string club, unsigned room, std::chrono::steady_clock::time_point until) const;
};

static ss::future<> wait_for_chairman(const register_of_clubs& clubs, std::string club, unsigned room,
                                      std::chrono::steady_clock::time_point until) {
    std::string who;
    while (who.empty() && std::chrono::steady_clock::now() < until)
        who = co_await clubs.chairman_of(club, room, until);
}

ss::future<> wait_for_chairmen(const register_of_clubs& clubs, const std::vector<founded>& results,
                               std::chrono::steady_clock::time_point until) {
    std::vector<ss::future<>> waits;
    for (const founded& one : results) {
        if (!one.ok)
            continue;
        for (unsigned room = 0; room < clubs.rooms_of(one.club); ++room)
            waits.push_back(wait_for_chairman(clubs, one.club, room, until));  // EXPECT-HINT: unbounded-spawn
    }
    co_await ss::when_all_succeed(std::move(waits));
}
