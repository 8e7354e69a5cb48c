// CASE: an hourly timer looks at every shelf, and each look sorts all crates of the shelf
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace asio = boost::asio;

struct crate {
    std::string label;
    double weight = 0;
};

class depot {
public:
    explicit depot(asio::io_context& io) : timer_(io) { arm(); }

private:
    void arm() {
        timer_.expires_after(std::chrono::hours(1));
        timer_.async_wait([this](boost::system::error_code ec) {
            if (ec)
                return;
            for (const auto& [name, crates] : shelves_)  // EXPECT: cpu-loop-on-executor|heavy-call-on-executor
                submit(name, crates);  // EXPECT-ALT: cpu-loop-on-executor|heavy-call-on-executor
            arm();
        });
    }

    void submit(const std::string& name, std::vector<crate> crates) {
        std::sort(crates.begin(), crates.end(), [](const crate& a, const crate& b) { return a.weight < b.weight; });
        double sum = 0;
        for (const crate& c : crates) {
            sum += c.weight;
            if (sum > 500)
                break;
        }
        if (sum > 500)
            full_.push_back(name);
    }

    asio::steady_timer timer_;
    std::map<std::string, std::vector<crate>> shelves_;
    std::vector<std::string> full_;
};
