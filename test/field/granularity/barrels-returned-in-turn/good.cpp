// CASE: a thousand barrels are returned by one request
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ss = seastar;

struct barrel {
    std::uint64_t litres = 0;
    int year = 0;
};

class depot {
public:
    ss::future<int> give_all_back(std::string shelf, std::vector<std::string> labels);
};

struct cellar_list {
    std::map<std::uint64_t, barrel> barrels;
    std::string label_of(const barrel& one) const { return std::to_string(one.year) + "/" + std::to_string(one.litres); }
};

class cellar {
public:
    explicit cellar(depot& to) : depot_(to) {}

    ss::future<> give_up(std::string shelf, const cellar_list& list) {
        auto at = list.barrels.begin();
        while (at != list.barrels.end()) {
            std::vector<std::string> labels;
            for (int i = 0; i < 1000 && at != list.barrels.end(); ++i, ++at)
                labels.push_back(list.label_of(at->second));
            left_ += co_await depot_.give_all_back(shelf, std::move(labels));
        }
    }

private:
    depot& depot_;
    int left_ = 0;
};
