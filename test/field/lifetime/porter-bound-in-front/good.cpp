// Each handler keeps the porter.
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/system/error_code.hpp>
#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

namespace gate {

class Porter : public std::enable_shared_from_this<Porter> {
public:
    explicit Porter(tcp::socket socket) : socket_(std::move(socket)), patience_(socket_.get_executor()) {}

    void receive() {
        asio::async_read(socket_, asio::buffer(head_), std::bind_front(&Porter::onHead, shared_from_this()));
    }

private:
    void onHead(boost::system::error_code ec, std::size_t) {
        if (ec) {
            return;
        }
        reply_ = "welcome, " + std::string(head_.data(), head_.size());
        patience_.expires_after(std::chrono::seconds(5));
        patience_.async_wait(std::bind_front(&Porter::onImpatient, shared_from_this()));
        asio::async_write(socket_, asio::buffer(reply_), std::bind_front(&Porter::onReplied, shared_from_this()));
    }

    void onReplied(boost::system::error_code ec, std::size_t) {
        patience_.cancel();
        if (!ec) {
            receive();
        }
    }

    void onImpatient(boost::system::error_code ec) {
        if (!ec) {
            socket_.close();
        }
    }

    tcp::socket socket_;
    asio::steady_timer patience_;
    std::array<char, 8> head_{};
    std::string reply_;
};

void listen(tcp::acceptor& acceptor) {
    acceptor.async_accept([&acceptor](boost::system::error_code ec, tcp::socket socket) {
        if (!ec) {
            std::make_shared<Porter>(std::move(socket))->receive();
        }
        listen(acceptor);
    });
}

}  // namespace gate

int main() {
    asio::io_context loop;
    tcp::acceptor acceptor(loop, tcp::endpoint(tcp::v4(), 7007));
    gate::listen(acceptor);
    loop.run();
}
