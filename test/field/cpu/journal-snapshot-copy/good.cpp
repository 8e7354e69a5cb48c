// CASE: the table is walked by key, nothing is copied
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
        std::size_t lines = 0;
        std::string user;
        for (auto at = open_.begin(); at != open_.end(); at = open_.upper_bound(user)) {
            user = at->first;
            lines += at->second.size();
            co_await asio::post(asio::use_awaitable);
        }
        co_return lines;
    }

private:
    std::map<std::string, std::unordered_map<int, std::string>> open_;
};
