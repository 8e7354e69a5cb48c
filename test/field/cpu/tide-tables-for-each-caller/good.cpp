// CASE: all callers share one table that nobody changes any more
#include <seastar/core/future.hh>
#include <map>
#include <memory>
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
    ss::future<std::shared_ptr<const tide_tables>> ask() {
        callers_.emplace_back();
        return callers_.back().get_future();
    }

    ss::future<> answer(std::shared_ptr<const tide_tables> tables, std::vector<std::string> wanted) {
        return names_of_harbours(std::move(wanted)).then([this, tables](std::vector<std::string> names) {
            names_ = std::move(names);
            auto callers = std::exchange(callers_, {});
            for (auto& one : callers)
                one.set_value(tables);
        });
    }

private:
    std::vector<std::string> names_;
    std::vector<ss::promise<std::shared_ptr<const tide_tables>>> callers_;
};
