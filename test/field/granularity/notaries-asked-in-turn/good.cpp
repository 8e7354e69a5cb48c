// CASE: all notaries are asked at the same time; the list is short
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <map>
#include <string>
#include <vector>

namespace asio = boost::asio;

struct record {
    std::vector<std::string> lines;
    bool signed_ = false;
};

class registry {
public:
    asio::awaitable<std::vector<std::string>> agreed() {
        using namespace asio::experimental;
        const auto executor = co_await asio::this_coro::executor;
        using question = decltype(asio::co_spawn(executor, ask(std::string()), asio::deferred));
        std::vector<question> all;
        for (const std::string& notary : notaries_)
            all.push_back(asio::co_spawn(executor, ask(notary), asio::deferred));
        auto [order, errors, answers] =
            co_await make_parallel_group(std::move(all)).async_wait(wait_for_all(), asio::use_awaitable);
        std::map<std::string, record> records;
        for (std::size_t i = 0; i < answers.size(); ++i)
            records[notaries_[i]] = std::move(answers[i]);
        co_return majority(records);
    }

private:
    asio::awaitable<record> ask(std::string notary);
    static std::vector<std::string> majority(const std::map<std::string, record>& records);
    std::vector<std::string> notaries_;
};
