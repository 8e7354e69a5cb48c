// CASE: two of three handlers of a shared session are made with std::bind of 'this' instead of shared_from_this().
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace asio = boost::asio;
using asio::ip::tcp;

namespace ferry {

class Passenger : public std::enable_shared_from_this<Passenger> {
public:
    explicit Passenger(tcp::socket socket) : socket_(std::move(socket)), patience_(socket_.get_executor()) {}

    void board() {
        asio::async_read(socket_, asio::buffer(head_),
                         std::bind(&Passenger::onHead, shared_from_this(), std::placeholders::_1, std::placeholders::_2));
        patience_.expires_after(std::chrono::seconds(30));
        patience_.async_wait(std::bind(&Passenger::onPatience, this, std::placeholders::_1));  // EXPECT: detached-captures-local|dangling-this
    }

private:
    void onHead(const boost::system::error_code& ec, std::size_t) {
        if (ec) {
            return;
        }
        answer_.assign(head_.begin(), head_.end());
        asio::async_write(socket_, asio::buffer(answer_), std::bind_front(&Passenger::onSent, this));  // EXPECT: detached-captures-local|dangling-this
    }
    void onSent(const boost::system::error_code& ec, std::size_t) {
        sent_ = !ec;
        if (sent_) {
            board();
        }
    }
    void onPatience(const boost::system::error_code& ec) {
        ++waits_;
        if (!ec) {
            socket_.close();
        }
    }

    tcp::socket socket_;
    asio::steady_timer patience_;
    std::array<char, 4> head_{};
    std::string answer_;
    bool sent_ = false;
    int waits_ = 0;
};

class Pier {
public:
    Pier(asio::io_context& io, tcp::endpoint at) : acceptor_(io, at) {}
    void accept() {
        acceptor_.async_accept([this](boost::system::error_code ec, tcp::socket s) {
            if (!ec) {
                std::make_shared<Passenger>(std::move(s))->board();
                accept();
            }
        });
    }

private:
    tcp::acceptor acceptor_;
};

} // namespace ferry

int main() {
    asio::io_context io;
    ferry::Pier pier(io, {tcp::v4(), 7018});
    pier.accept();
    io.run();
}
