// CASE: a coroutine copies the whole table of journals to report on it
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <map>
#include <string>
#include <unordered_map>

namespace asio = boost::asio;

class journals {
public:
    asio::awaitable<std::size_t> report() {
        const auto all = open_;  // EXPECT: cpu-loop-on-executor
        std::size_t lines = 0;
        for (const auto& [user, entries] : all) {
            lines += entries.size();
            co_await asio::post(asio::use_awaitable);
        }
        co_return lines;
    }

private:
    std::map<std::string, std::unordered_map<int, std::string>> open_;
};
