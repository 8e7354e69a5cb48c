// CASE: everybody who asked for the tide tables gets a copy of his own, and all copies are made in one continuation
#include <seastar/core/future.hh>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ss = seastar;

struct harbour_tides {
    std::string harbour;
    std::map<long, double> heights;
};

struct tide_tables {
    std::vector<harbour_tides> harbours;
};

ss::future<std::vector<std::string>> names_of_harbours(std::vector<std::string> wanted);

class almanac {
public:
    ss::future<tide_tables> ask() {
        callers_.emplace_back();
        return callers_.back().get_future();
    }

    ss::future<> answer(tide_tables tables, std::vector<std::string> wanted) {
        return names_of_harbours(std::move(wanted)).then([this, tables = std::move(tables)](std::vector<std::string> names) mutable {
            for (std::size_t i = 0; i < names.size() && i < tables.harbours.size(); ++i)
                tables.harbours[i].harbour = names[i];
            auto callers = std::exchange(callers_, {});
            for (auto& one : callers)  // EXPECT: cpu-loop-on-executor
                one.set_value(tide_tables(tables));  // EXPECT-ALT: cpu-loop-on-executor
        });
    }

private:
    std::vector<ss::promise<tide_tables>> callers_;
};
