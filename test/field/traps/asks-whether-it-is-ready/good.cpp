// CASE: a timer asks without waiting, and takes the result when it is there
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <fstream>
#include <future>
#include <string>

namespace asio = boost::asio;

class importer {
public:
    explicit importer(asio::io_context& loop) : timer_(loop) {}
    void begin(std::string path) {
        rows_ = std::async(std::launch::async, [path = std::move(path)] {
            std::ifstream in(path);
            std::size_t rows = 0;
            for (std::string line; std::getline(in, line);)
                ++rows;
            return rows;
        });
        look();
    }

private:
    void look() {
        timer_.expires_after(std::chrono::milliseconds(50));
        timer_.async_wait([this](const boost::system::error_code& ec) {
            if (ec)
                return;
            if (rows_.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
                return look();
            done_ = rows_.get();
        });
    }
    asio::steady_timer timer_;
    std::future<std::size_t> rows_;
    std::size_t done_ = 0;
};
