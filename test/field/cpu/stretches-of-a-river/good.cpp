// CASE: after each stretch the coroutine lets others run
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ss = seastar;

using stretch = std::pair<std::uint32_t, std::uint32_t>;

class watch_plan {
public:
    std::vector<std::string> wardens_of(const stretch& part) const;
    bool is_awake(const std::string& warden) const { return awake_.contains(warden); }

private:
    std::set<std::string> awake_;
};

ss::future<> ask(stretch part, std::vector<std::string> wardens);

class river {
public:
    ss::future<> question(std::vector<stretch> parts) {
        std::vector<std::pair<stretch, std::vector<std::string>>> jobs;
        for (std::size_t i = 0; i < parts.size();) {
            stretch joined = parts[i];
            std::vector<std::string> wardens = awake(plan_->wardens_of(joined));
            co_await ss::coroutine::maybe_yield();
            for (++i; i < parts.size(); ++i) {
                const std::vector<std::string> next = awake(plan_->wardens_of(parts[i]));
                std::vector<std::string> both;
                std::set_intersection(wardens.begin(), wardens.end(), next.begin(), next.end(), std::back_inserter(both));
                if (both.empty())
                    break;
                wardens = std::move(both);
                joined.second = parts[i].second;
                co_await ss::coroutine::maybe_yield();
            }
            jobs.emplace_back(joined, std::move(wardens));
        }
        for (auto& [part, wardens] : jobs)
            co_await ask(part, std::move(wardens));
    }

private:
    std::vector<std::string> awake(std::vector<std::string> all) const {
        std::erase_if(all, [this](const std::string& one) { return !plan_->is_awake(one); });
        std::sort(all.begin(), all.end());
        return all;
    }

    std::shared_ptr<const watch_plan> plan_;
};
