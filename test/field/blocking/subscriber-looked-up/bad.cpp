// CASE: when an event is due, the sender looks its subscriber's name up and waits for the answer of the name server
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <deque>
#include <memory>
#include <string>

namespace asio = boost::asio;
using asio::ip::tcp;

class bulletin : public std::enable_shared_from_this<bulletin> {
public:
    bulletin(asio::io_context& io, std::string host, std::string port)
        : host_(std::move(host)), port_(std::move(port)), socket_(io), resolver_(io), retry_(io) {}

    void send(std::string text) {
        lines_.push_back(std::move(text));
        if (lines_.size() == 1)
            wait_and_connect(std::chrono::seconds(0));
    }

private:
    void wait_and_connect(std::chrono::seconds pause) {
        retry_.expires_after(pause);
        retry_.async_wait([self = shared_from_this()](boost::system::error_code ec) {
            if (!ec)
                self->connect();  // EXPECT: blocking-network-io
        });
    }
    void connect() {
        boost::system::error_code ec;
        const auto found = resolver_.resolve(host_, port_, ec);
        if (ec || found.empty()) {
            wait_and_connect(std::chrono::seconds(30));
            return;
        }
        socket_.async_connect(found.begin()->endpoint(), [self = shared_from_this()](boost::system::error_code failed) {
            if (!failed)
                self->write();
        });
    }
    void write() {
        asio::async_write(socket_, asio::buffer(lines_.front()),
                          [self = shared_from_this()](boost::system::error_code ec, std::size_t) {
                              if (ec)
                                  return;
                              self->lines_.pop_front();
                              if (!self->lines_.empty())
                                  self->write();
                          });
    }

    std::string host_;
    std::string port_;
    tcp::socket socket_;
    tcp::resolver resolver_;
    asio::steady_timer retry_;
    std::deque<std::string> lines_;
};
