// TU-SET: bad.cpp diary.cpp
// CASE: each handler writes its line to the file of the diary, and waits until it is written
#include "diary.hpp"
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <array>

namespace asio = boost::asio;

class listener {
public:
    explicit listener(asio::io_context& loop) : socket_(loop, asio::ip::udp::endpoint(asio::ip::udp::v4(), 4567)) {
        diary::instance().send_to("listener.log");
    }

    void receive() {
        socket_.async_receive_from(asio::buffer(packet_), from_, [this](const boost::system::error_code& ec, std::size_t n) {
            if (ec) {
                say(weight::error, "receive: ", ec.message());  // EXPECT: blocking-file-io
                return;
            }
            take(n);
            receive();
        });
    }

private:
    void take(std::size_t n);

    asio::ip::udp::socket socket_;
    asio::ip::udp::endpoint from_;
    std::array<char, 1500> packet_{};
};
