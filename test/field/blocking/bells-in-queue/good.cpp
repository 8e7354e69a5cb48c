// CASE: the number is given at once, and the rest is posted
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/post.hpp>
#include <array>
#include <atomic>
#include <functional>
#include <map>

namespace asio = boost::asio;

class bells {
public:
    explicit bells(asio::io_context& loop) : loop_(loop) {}

    int add(std::function<void()> bell) {
        const int number = ++last_;
        asio::post(loop_, [this, number, bell = std::move(bell)]() mutable { all_[number] = std::move(bell); });
        return number;
    }
    void ring() {
        for (auto& [number, bell] : all_)
            bell();
    }

private:
    asio::io_context& loop_;
    std::map<int, std::function<void()>> all_;
    std::atomic<int> last_{0};
};

class tower {
public:
    explicit tower(asio::io_context& loop) : bells_(loop), socket_(loop, asio::ip::udp::endpoint(asio::ip::udp::v4(), 1200)) {}

    void listen() {
        socket_.async_receive(asio::buffer(packet_), [this](boost::system::error_code ec, std::size_t n) {
            if (!ec && n > 0)
                bells_.add([this] { ++rung_; });
            listen();
        });
    }

private:
    bells bells_;
    asio::ip::udp::socket socket_;
    std::array<char, 64> packet_{};
    int rung_ = 0;
};
