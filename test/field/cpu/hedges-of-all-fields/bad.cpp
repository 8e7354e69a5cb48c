// CASE: the coroutine joins the hedges of a parish, and copies all that is left into its answer in one go
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace ss = seastar;

struct hedge_view {
    std::string_view from, to;
};
struct hedge {
    std::string from, to;
    std::vector<std::string> gates;
};

class parish {
public:
    ss::future<std::vector<hedge>> hedges_of(std::vector<std::string> fields) {
        std::vector<hedge_view> views;
        for (const std::string& field : fields) {
            const auto found = co_await look_up(field);
            views.insert(views.end(), found.begin(), found.end());
        }
        const std::vector<hedge_view> joined = join(std::move(views));
        std::vector<hedge> all;
        std::transform(joined.begin(), joined.end(), std::back_inserter(all),  // EXPECT: cpu-loop-on-executor
                       [this](const hedge_view& one) { return hedge{std::string(one.from), std::string(one.to), gates_along(one)}; });
        co_return all;
    }

private:
    ss::future<std::vector<hedge_view>> look_up(const std::string& field);

    static std::vector<hedge_view> join(std::vector<hedge_view> views) {
        std::vector<hedge_view> joined;
        for (const hedge_view& one : views)
            if (!joined.empty() && joined.back().to == one.from)
                joined.back().to = one.to;
            else
                joined.push_back(one);
        return joined;
    }
    std::vector<std::string> gates_along(const hedge_view& one) const {
        std::vector<std::string> found;
        for (const std::string& gate : gates_)
            if (gate >= one.from && gate < one.to)
                found.push_back(gate);
        return found;
    }

    std::vector<std::string> gates_;
};
