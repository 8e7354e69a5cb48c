// CASE: a continuation-free handler builds the map from racks to shelves over all pairs on the loop
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <map>
#include <string>
#include <vector>

namespace asio = boost::asio;

class warehouse {
public:
    explicit warehouse(asio::io_context& io) : io_(io) {}

    void refresh() {
        asio::post(io_, [this] {
            by_rack_.clear();
            rack_addresses();  // EXPECT: cpu-loop-on-executor
        });
    }

private:
    void rack_addresses() {
        for (const auto& [shelf, racks] : racks_of_) {
            for (const auto& rack : racks)
                by_rack_.emplace(rack, shelf);
        }
    }

    asio::io_context& io_;
    std::map<std::string, std::vector<std::string>> racks_of_;
    std::multimap<std::string, std::string> by_rack_;
};
