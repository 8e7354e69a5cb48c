// TU-SET: bad.cpp fetch.cpp
// CASE: the handler of a packet downloads the description of a lens before it looks at the next packet
#include "fetch.hpp"
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <array>

namespace asio = boost::asio;

class studio {
public:
    explicit studio(asio::io_context& loop) : socket_(loop, asio::ip::udp::endpoint(asio::ip::udp::v4(), 14550)) {}

    void listen() {
        socket_.async_receive(asio::buffer(packet_), [this](boost::system::error_code ec, std::size_t n) {
            if (!ec)
                take(std::string(packet_.data(), n));  // EXPECT: blocking-network-io
            listen();
        });
    }

private:
    void take(const std::string& packet) {
        if (packet.starts_with("lens ") && description_.empty())
            describe(packet.substr(5));
    }
    void describe(const std::string& address) { description_ = fetch(address); }

    asio::ip::udp::socket socket_;
    std::array<char, 512> packet_{};
    std::string description_;
};
