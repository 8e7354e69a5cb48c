// CASE: the states of all parts of a line are downloaded one after the other, and only then applied
#include <async_simple/coro/Lazy.h>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

using async_simple::coro::Lazy;

struct station_id {
    std::int64_t line = 0;
    std::uint64_t number = 0;
};
struct station_state {
    station_id id;
    std::string data;
};

class depot {
public:
    Lazy<std::shared_ptr<station_state>> download_state(station_id id, int priority);
};

class line_follower {
public:
    explicit line_follower(std::shared_ptr<depot> from) : depot_(std::move(from)) {}

    Lazy<void> follow(std::vector<station_id> stations) {
        std::vector<std::shared_ptr<station_state>> states;
        states.reserve(stations.size());
        for (const station_id& id : stations)  // EXPECT-HINT: await-in-loop
            states.push_back(co_await depot_->download_state(id, priority_));  // EXPECT-ALT: await-in-loop
        co_await apply_all(std::move(states));
    }

private:
    Lazy<void> apply_all(std::vector<std::shared_ptr<station_state>> states);
    std::shared_ptr<depot> depot_;
    int priority_ = 2;
};
