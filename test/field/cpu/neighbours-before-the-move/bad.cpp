// CASE: before a house is given up, a task of the engine looks up who serves each of its plots, without a pause
#include <seastar/core/future.hh>
#include <seastar/core/thread.hh>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ss = seastar;

struct village {
    std::set<std::string> helpers;
};

class rota {
public:
    virtual ~rota() = default;
    virtual std::vector<std::string> helpers_of(std::uint64_t plot, const village& where) const = 0;
};

class everybody_helps : public rota {
public:
    std::vector<std::string> helpers_of(std::uint64_t, const village& where) const override {
        return {where.helpers.begin(), where.helpers.end()};
    }
};

ss::future<> move_plots(std::map<std::uint64_t, std::vector<std::string>> before, std::string leaving);

class steward {
public:
    ss::future<> give_up(std::string house) {
        return ss::async([this, house = std::move(house)] {
            std::map<std::uint64_t, std::vector<std::string>> before;
            for (std::uint64_t plot : plots_[house])  // EXPECT: cpu-loop-on-executor
                before.emplace(plot, rota_->helpers_of(plot, *village_));
            move_plots(std::move(before), house).get();
        });
    }

private:
    std::unique_ptr<rota> rota_ = std::make_unique<everybody_helps>();
    std::shared_ptr<const village> village_;
    std::map<std::string, std::vector<std::uint64_t>> plots_;
};
