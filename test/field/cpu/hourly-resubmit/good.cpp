// CASE: the timer only marks the shelves; each turn of the loop looks at one
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace asio = boost::asio;

struct shelf {
    double weight = 0;
    double limit = 500;
};

class depot {
public:
    explicit depot(asio::io_context& io) : io_(io), timer_(io) { arm(); }

private:
    void arm() {
        timer_.expires_after(std::chrono::hours(1));
        timer_.async_wait([this](boost::system::error_code ec) {
            if (ec)
                return;
            look_at({});
            arm();
        });
    }

    void look_at(std::string after) {
        const auto next = shelves_.upper_bound(after);
        if (next == shelves_.end())
            return;
        if (next->second.weight > next->second.limit)
            full_.push_back(next->first);
        asio::post(io_, [this, name = next->first] { look_at(name); });
    }

    asio::io_context& io_;
    asio::steady_timer timer_;
    std::map<std::string, shelf> shelves_;
    std::vector<std::string> full_;
};
