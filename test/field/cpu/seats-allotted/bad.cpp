// CASE: one request for many seats is served in one go: for each seat the best bus is searched
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <algorithm>
#include <cstdint>
#include <vector>

namespace ss = seastar;

struct bus {
    int id = 0;
    unsigned free = 0;
    double load = 0;
};
struct seat {
    int bus = -1;
    std::uint64_t passenger = 0;
};
struct booking {
    std::vector<std::uint64_t> passengers;
};

class dispatcher {
public:
    ss::future<std::vector<seat>> allot(booking wanted) {
        co_await check_limits(wanted);
        std::vector<seat> seats;
        seats.reserve(wanted.passengers.size());
        for (const std::uint64_t passenger : wanted.passengers) {  // EXPECT: cpu-loop-on-executor
            bus* best = emptiest();
            if (!best)
                break;
            --best->free;
            best->load += 1.0 / (best->free + 1);
            seats.push_back({best->id, passenger});
        }
        co_return seats;
    }

private:
    ss::future<> check_limits(const booking& wanted);
    bus* emptiest() {
        bus* best = nullptr;
        for (bus& one : buses_)
            if (one.free > 0 && (!best || one.load < best->load))
                best = &one;
        return best;
    }
    std::vector<bus> buses_;
};
