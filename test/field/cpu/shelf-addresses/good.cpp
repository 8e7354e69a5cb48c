// CASE: one shelf for each turn of the loop
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <map>
#include <string>
#include <vector>

namespace asio = boost::asio;

class warehouse {
public:
    explicit warehouse(asio::io_context& io) : io_(io) {}

    void refresh(std::string from) {
        asio::post(io_, [this, from] {
            const auto next = racks_of_.upper_bound(from);
            if (next == racks_of_.end())
                return;
            for (const auto& rack : next->second)
                by_rack_.emplace(rack, next->first);
            refresh(next->first);
        });
    }

private:
    asio::io_context& io_;
    std::map<std::string, std::vector<std::string>> racks_of_;
    std::multimap<std::string, std::string> by_rack_;
};
