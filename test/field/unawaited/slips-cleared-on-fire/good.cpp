// When the counter is given up, each entry is waited for before the slips go.
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <cstdio>
#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace counter {

struct Slip {
    std::string name;
    seastar::future<int> number;
};

class Ledger {
public:
    seastar::future<int> enter(std::string name);
    seastar::future<> close();
};

class Counter {
public:
    explicit Counter(Ledger& ledger) : ledger_(ledger) {}

    void add(std::string name) {
        auto number = ledger_.enter(name);
        slips_.push_back(Slip{std::move(name), std::move(number)});
    }

    seastar::future<> finish() {
        auto slips = std::exchange(slips_, {});
        for (auto& slip : slips) {
            std::printf("%s: %d\n", slip.name.c_str(), co_await std::move(slip.number));
        }
        co_await ledger_.close();
    }

    seastar::future<> giveUp() {
        auto slips = std::exchange(slips_, {});
        for (auto& slip : slips) {
            try {
                co_await std::move(slip.number);
            } catch (const std::exception& e) {
                std::printf("%s: %s\n", slip.name.c_str(), e.what());
            }
        }
        co_await ledger_.close();
    }

private:
    Ledger& ledger_;
    std::vector<Slip> slips_;
};

}  // namespace counter
