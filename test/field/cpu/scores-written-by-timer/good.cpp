// CASE: each change is written as one line when it happens, and the timer hands over what has come together
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>

namespace asio = boost::asio;

class arena {
public:
    arena(asio::io_context& io, std::function<void(std::string)> store) : tick_(io), store_(std::move(store)) {}

    void won(const std::string& name, const std::string& thing) {
        scores_[name] += 10;
        journal_ += name + " " + thing + "\n";
    }

    void start() {
        tick_.expires_after(std::chrono::seconds(5));
        tick_.async_wait([this](boost::system::error_code failed) {
            if (failed)
                return;
            if (!journal_.empty())
                store_(std::exchange(journal_, {}));
            start();
        });
    }

private:
    asio::steady_timer tick_;
    std::function<void(std::string)> store_;
    std::unordered_map<std::string, std::int64_t> scores_;
    std::string journal_;
};
