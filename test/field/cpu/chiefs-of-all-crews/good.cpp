// CASE: the list is made by a coroutine that lets others run
#include "crews.hpp"
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/maybe_yield.hh>

namespace ss = seastar;

class yielding_table {
public:
    ss::future<std::vector<chief>> chiefs() const {
        std::vector<chief> all;
        for (const auto& [site, crews] : sites_) {
            for (const auto& [crew, badge] : crews) {
                all.push_back(chief{.site = site, .crew = crew, .badge = badge});
                co_await ss::coroutine::maybe_yield();
            }
        }
        co_return all;
    }

private:
    std::unordered_map<std::string, std::unordered_map<unsigned, std::optional<std::uint32_t>>> sites_;
};

class office {
public:
    ss::future<std::string> list_chiefs(std::string asked_by) {
        co_await note(asked_by);
        const std::vector<chief> all = co_await crews_.chiefs();
        co_return co_await render(all);
    }

private:
    ss::future<> note(std::string asked_by);
    ss::future<std::string> render(const std::vector<chief>& all);
    yielding_table crews_;
};
