// CASE: delays are counted by minutes, and the median is found in a table of fixed length
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <algorithm>
#include <array>
#include <chrono>

namespace asio = boost::asio;

class board {
public:
    explicit board(asio::io_context& loop) : timer_(loop), socket_(loop, asio::ip::udp::endpoint(asio::ip::udp::v4(), 4711)) {}

    void listen() {
        socket_.async_receive_from(asio::buffer(packet_), from_, [this](boost::system::error_code ec, std::size_t n) {
            if (!ec && n == sizeof(double))
                ++minutes_[std::min<std::size_t>(static_cast<std::size_t>(packet_[0]), minutes_.size() - 1)], ++trains_;
            listen();
        });
    }
    void show() {
        timer_.expires_after(std::chrono::seconds(1));
        timer_.async_wait([this](boost::system::error_code ec) {
            if (ec)
                return;
            unsigned seen = 0;
            for (std::size_t minute = 0; minute < minutes_.size(); ++minute)
                if ((seen += minutes_[minute]) * 2 >= trains_) {
                    draw(static_cast<double>(minute));
                    break;
                }
            show();
        });
    }

private:
    void draw(double median);
    asio::steady_timer timer_;
    asio::ip::udp::socket socket_;
    asio::ip::udp::endpoint from_;
    std::array<double, 1> packet_{};
    std::array<unsigned, 240> minutes_{};
    unsigned trains_ = 0;
};
