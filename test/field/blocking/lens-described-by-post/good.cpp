// TU-SET: good.cpp fetch.cpp
// CASE: a pool downloads it and posts it to the loop
#include "fetch.hpp"
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <array>

namespace asio = boost::asio;

class studio {
public:
    explicit studio(asio::io_context& loop) : socket_(loop, asio::ip::udp::endpoint(asio::ip::udp::v4(), 14550)) {}
    ~studio() { downloads_.join(); }

    void listen() {
        socket_.async_receive(asio::buffer(packet_), [this](boost::system::error_code ec, std::size_t n) {
            if (!ec)
                take(std::string(packet_.data(), n));
            listen();
        });
    }

private:
    void take(const std::string& packet) {
        if (packet.starts_with("lens ") && description_.empty() && !asked_) {
            asked_ = true;
            asio::post(downloads_, [this, address = packet.substr(5)] {
                std::string text = fetch(address);
                asio::post(socket_.get_executor(), [this, text] { description_ = text; });
            });
        }
    }

    asio::ip::udp::socket socket_;
    std::array<char, 512> packet_{};
    std::string description_;
    bool asked_ = false;
    asio::thread_pool downloads_{1};
};
