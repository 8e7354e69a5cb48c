// TU-SET: bad.cpp lib.cpp
// CASE: each core makes the plans of all bus lines in one callback, before the new time table is in force
#include "lines.hpp"
#include <seastar/core/coroutine.hh>
#include <seastar/core/sharded.hh>

namespace ss = seastar;

class town {
public:
    ss::future<> new_time_table(std::uint32_t pace) {
        co_await everywhere_.invoke_on_all([pace](town& here) {
            here.lines_.for_each([&here, pace](std::uint64_t id, const bus_line& line) {  // EXPECT: cpu-loop-on-executor
                auto made = std::make_shared<plan>();
                std::uint32_t at = 0;
                for (const std::string& stop : line.stops)
                    made->seconds[stop] = at += pace;
                here.pending_[id] = std::move(made);
            });
        });
        co_await everywhere_.invoke_on_all([](town& here) { here.plans_.swap(here.pending_); });
    }

private:
    ss::sharded<town>& everywhere_;
    line_registry lines_;
    std::unordered_map<std::uint64_t, std::shared_ptr<plan>> plans_, pending_;
};
