// TU-SET: bad.cpp ledger.cpp
// CASE: the planner takes the weights of all crates of all depots in one go, on the reactor
#include "report.hpp"
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>

namespace ss = seastar;

class planner {
public:
    ss::future<> plan() {
        const std::vector<depot_report> reports = co_await collect();
        ledger_.take_weights(reports);  // EXPECT: cpu-loop-on-executor
        co_await store();
    }

private:
    ss::future<std::vector<depot_report>> collect();
    ss::future<> store();
    ledger ledger_;
};
