// CASE: the next part is found by what the last one says, so the order is needed
#include <async_simple/coro/Lazy.h>
#include <cstdint>
#include <memory>
#include <string>

using async_simple::coro::Lazy;

struct station_id {
    std::int64_t line = 0;
    std::uint64_t number = 0;
};
struct station_state {
    station_id next;
    std::string data;
};

class depot {
public:
    Lazy<std::shared_ptr<station_state>> download_state(station_id id, int priority);
};

class line_follower {
public:
    explicit line_follower(std::shared_ptr<depot> from) : depot_(std::move(from)) {}

    Lazy<void> follow(station_id first, unsigned how_many) {
        station_id at = first;
        for (unsigned i = 0; i < how_many; ++i) {
            auto state = co_await depot_->download_state(at, priority_);
            at = state->next;
            co_await apply(std::move(state));
        }
    }

private:
    Lazy<void> apply(std::shared_ptr<station_state> state);
    std::shared_ptr<depot> depot_;
    int priority_ = 2;
};
