// CASE: a timer sorts the delays of all trains of the day each second, to show the median
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

namespace asio = boost::asio;

class board {
public:
    explicit board(asio::io_context& loop) : timer_(loop), socket_(loop, asio::ip::udp::endpoint(asio::ip::udp::v4(), 4711)) {}

    void listen() {
        socket_.async_receive_from(asio::buffer(packet_), from_, [this](boost::system::error_code ec, std::size_t n) {
            if (!ec && n == sizeof(double))
                delays_.push_back(packet_[0]);
            listen();
        });
    }
    void show() {
        timer_.expires_after(std::chrono::seconds(1));
        timer_.async_wait([this](boost::system::error_code ec) {
            if (ec)
                return;
            std::vector<double> all = delays_;
            std::sort(all.begin(), all.end());  // EXPECT: heavy-call-on-executor
            if (!all.empty())
                draw(all[all.size() / 2]);
            show();
        });
    }

private:
    void draw(double median);
    asio::steady_timer timer_;
    asio::ip::udp::socket socket_;
    asio::ip::udp::endpoint from_;
    std::array<double, 1> packet_{};
    std::vector<double> delays_;
};
