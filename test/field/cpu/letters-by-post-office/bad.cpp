// CASE: the letters of a mailing are sorted by the office that is open for each, without a pause
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/when_all.hh>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

namespace ss = seastar;

struct district {
    std::string first, last;
};

class mail_service {
public:
    ss::future<std::size_t> dispatch(std::string mailing) {
        const std::vector<district> districts = co_await districts_of(mailing);
        std::map<std::string, std::vector<district>> by_office;
        for (const district& one : districts) {  // EXPECT: cpu-loop-on-executor
            const std::vector<std::string> open = open_offices(one);
            if (open.empty())
                throw std::runtime_error("nobody serves " + one.first);
            by_office[open.front()].push_back(one);
        }
        std::size_t sent = 0;
        for (auto& [office, part] : by_office)
            sent += co_await send(office, std::move(part));
        co_return sent;
    }

private:
    ss::future<std::vector<district>> districts_of(const std::string& mailing);
    ss::future<std::size_t> send(std::string office, std::vector<district> part);

    std::vector<std::string> open_offices(const district& one) const {
        std::vector<std::string> open;
        for (const auto& [name, post_code] : offices_)
            if (post_code >= one.first && post_code <= one.last && !closed_.contains(name))
                open.push_back(name);
        return open;
    }

    std::map<std::string, std::string> offices_;
    std::unordered_map<std::string, std::uint64_t> closed_;
};
