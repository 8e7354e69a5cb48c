// CASE: the connection waits on a timer, and others are served meanwhile
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

namespace asio = boost::asio;

class basket {
public:
    std::size_t apples() const;
    std::size_t weight() const;
};

class gatherer : public std::enable_shared_from_this<gatherer> {
public:
    gatherer(asio::ip::tcp::socket socket, basket& into) : socket_(std::move(socket)), timer_(socket_.get_executor()), basket_(into) {}

    void next() {
        asio::async_read(socket_, asio::buffer(head_), std::bind(&gatherer::on_head, shared_from_this(), std::placeholders::_1));
    }

private:
    void on_head(const boost::system::error_code& ec) {
        if (!ec)
            ask_for_more();
    }
    void ask_for_more() {
        if (basket_.apples() < 100 || basket_.weight() < 4'000'000) {
            if (!request())
                socket_.close();
            return;
        }
        timer_.expires_after(std::chrono::milliseconds(100));
        timer_.async_wait([self = shared_from_this()](const boost::system::error_code& ec) {
            if (!ec)
                self->ask_for_more();
        });
    }
    bool request();

    asio::ip::tcp::socket socket_;
    asio::steady_timer timer_;
    basket& basket_;
    std::array<char, 16> head_{};
};
