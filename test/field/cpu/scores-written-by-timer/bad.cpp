// CASE: a timer of the game server writes the state of all players into one text, and compares it with the last one
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

namespace asio = boost::asio;

struct player {
    std::string name;
    std::map<std::string, int> bag;
    std::vector<std::string> titles;
    std::int64_t score = 0;
};

class arena {
public:
    arena(asio::io_context& io, std::function<void(std::string)> store) : tick_(io), store_(std::move(store)) {}

    void join(const std::string& name) { players_[name].name = name; }
    void won(const std::string& name, const std::string& thing) {
        player& one = players_[name];
        one.score += 10;
        ++one.bag[thing];
    }

    void start() {
        tick_.expires_after(std::chrono::seconds(5));
        tick_.async_wait([this](boost::system::error_code failed) {
            if (failed)
                return;
            save();  // EXPECT: cpu-loop-on-executor
            start();
        });
    }

private:
    void save() {
        std::ostringstream text;
        for (const auto& [name, one] : players_) {
            text << name << ' ' << one.score << ' ' << one.titles.size();
            for (const auto& [thing, count] : one.bag)
                text << ' ' << thing << '=' << count;
            text << '\n';
        }
        std::string now = text.str();
        if (now == last_)
            return;
        last_ = now;
        store_(std::move(now));
    }

    asio::steady_timer tick_;
    std::function<void(std::string)> store_;
    std::unordered_map<std::string, player> players_;
    std::string last_;
};
