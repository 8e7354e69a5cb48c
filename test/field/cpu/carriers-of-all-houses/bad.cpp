// CASE: a leaving carrier asks which carriers serve which houses, and the table is made for all districts in one go
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ss = seastar;

using houses = std::pair<std::uint32_t, std::uint32_t>;

class street_plan {
public:
    std::vector<houses> rows_of(std::uint32_t district) const {
        std::vector<houses> rows;
        for (auto at = ends_.lower_bound(district); at != ends_.end() && at->second == district; ++at)
            rows.emplace_back(at->first, at->first + 100);
        return rows;
    }

private:
    std::map<std::uint32_t, std::uint32_t> ends_;
};

class round_book {
public:
    std::map<houses, std::vector<std::string>> carriers_by_houses() const {
        std::map<houses, std::vector<std::string>> made;
        for (const auto& [district, carriers] : carriers_)
            for (const houses& row : plan_->rows_of(district))
                made.emplace(row, carriers);
        return made;
    }

private:
    std::shared_ptr<const street_plan> plan_;
    std::unordered_map<std::uint32_t, std::vector<std::string>> carriers_;
};

ss::future<> hand_over(houses row, std::vector<std::string> carriers);

class post_office {
public:
    ss::future<> carrier_leaves(std::string name) {
        auto served = book_->carriers_by_houses();  // EXPECT: cpu-loop-on-executor
        for (auto& [row, carriers] : served)
            if (std::erase(carriers, name) != 0)
                co_await hand_over(row, carriers);
    }

private:
    std::shared_ptr<const round_book> book_;
};
