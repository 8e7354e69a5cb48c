// CASE: when a cellar is given up, each of its barrels is returned by a request of its own, one after the other
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <cstdint>
#include <map>
#include <string>

namespace ss = seastar;

struct barrel {
    std::uint64_t litres = 0;
    int year = 0;
};

class depot {
public:
    ss::future<int> give_back(std::string shelf, std::string label);
};

struct cellar_list {
    std::map<std::uint64_t, barrel> barrels;
    std::string label_of(const barrel& one) const { return std::to_string(one.year) + "/" + std::to_string(one.litres); }
};

class cellar {
public:
    explicit cellar(depot& to) : depot_(to) {}

    ss::future<bool> return_barrel(const std::string& shelf, std::string label) {
        const int answer = co_await depot_.give_back(shelf, std::move(label));
        co_return answer != 0;
    }

    ss::future<> give_up(std::string shelf, const cellar_list& list) {
        for (const auto& [number, one] : list.barrels) {  // EXPECT-HINT: await-in-loop
            std::string label = list.label_of(one);
            if (co_await return_barrel(shelf, label))  // EXPECT-ALT: await-in-loop
                ++left_;
        }
    }

private:
    depot& depot_;
    int left_ = 0;
};
