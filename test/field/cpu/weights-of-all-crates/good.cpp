// TU-SET: good.cpp
// CASE: after the crates of each kind others may run
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ss = seastar;

struct crate {
    int number = 0;
    std::uint64_t grams = 0;
};
struct depot_report {
    std::map<std::string, std::vector<crate>> goods;
};

class planner {
public:
    ss::future<> plan() {
        const std::vector<depot_report> reports = co_await collect();
        co_await take_weights(reports);
        co_await store();
    }

private:
    ss::future<> take_weights(const std::vector<depot_report>& reports) {
        for (const depot_report& report : reports) {
            for (const auto& [name, crates] : report.goods) {
                for (const crate& one : crates)
                    weights_[{name, one.number}] = one.grams;
                co_await breathe();
            }
        }
    }
    ss::future<> breathe() { co_await ss::coroutine::maybe_yield(); }
    ss::future<std::vector<depot_report>> collect();
    ss::future<> store();
    std::map<std::pair<std::string, int>, std::uint64_t> weights_;
};
