// CASE: the towers are asked in groups of eight, and the answers of a group are waited for together
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <algorithm>
#include <exception>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace asio = boost::asio;

struct weather {
    double wind = 0;
    double rain = 0;
};

class tower {
public:
    asio::awaitable<weather> ask() const;
};

class coast {
public:
    asio::awaitable<std::map<std::string, weather>> look_around() {
        const auto executor = co_await asio::this_coro::executor;
        std::map<std::string, weather> all;
        auto at = towers_.begin();
        while (at != towers_.end()) {
            using job = decltype(asio::co_spawn(executor, at->second->ask(), asio::deferred));
            std::vector<job> jobs;
            std::vector<std::string> names;
            for (; at != towers_.end() && jobs.size() < 8; ++at) {
                names.push_back(at->first);
                jobs.push_back(asio::co_spawn(executor, at->second->ask(), asio::deferred));
            }
            auto [order, errors, answers] = co_await asio::experimental::make_parallel_group(std::move(jobs))
                                                .async_wait(asio::experimental::wait_for_all(), asio::use_awaitable);
            for (std::size_t i = 0; i < names.size(); ++i)
                if (!errors[i])
                    all.emplace(names[i], answers[i]);
        }
        co_return all;
    }

private:
    std::map<std::string, std::shared_ptr<const tower>> towers_;
};
