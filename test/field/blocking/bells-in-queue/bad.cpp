// CASE: a method that handlers of the loop call posts to the loop, and waits until that has run
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/post.hpp>
#include <array>
#include <functional>
#include <future>
#include <map>

namespace asio = boost::asio;

class bells {
public:
    explicit bells(asio::io_context& loop) : loop_(loop) {}

    int add(std::function<void()> bell) {
        std::promise<int> number;
        std::future<int> given = number.get_future();
        asio::post(loop_, [&] {
            all_[++last_] = std::move(bell);
            number.set_value(last_);
        });
        return given.get();
    }
    void ring() {
        for (auto& [number, bell] : all_)
            bell();
    }

private:
    asio::io_context& loop_;
    std::map<int, std::function<void()>> all_;
    int last_ = 0;
};

class tower {
public:
    explicit tower(asio::io_context& loop) : bells_(loop), socket_(loop, asio::ip::udp::endpoint(asio::ip::udp::v4(), 1200)) {}

    void listen() {
        socket_.async_receive(asio::buffer(packet_), [this](boost::system::error_code ec, std::size_t n) {
            if (!ec && n > 0)
                bells_.add([this] { ++rung_; });  // EXPECT: blocking-wait
            listen();
        });
    }

private:
    bells bells_;
    asio::ip::udp::socket socket_;
    std::array<char, 64> packet_{};
    int rung_ = 0;
};
