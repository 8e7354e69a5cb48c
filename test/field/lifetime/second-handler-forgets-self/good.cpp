#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>
#include <istream>
#include <memory>
#include <string>
#include <utility>

namespace asio = boost::asio;
using asio::ip::tcp;

namespace quotes {

class Session : public std::enable_shared_from_this<Session> {
public:
    Session(tcp::socket socket, asio::thread_pool& workers) : socket_(std::move(socket)), workers_(workers) {}

    void read() {
        asio::async_read_until(socket_, in_, '\n', [self = shared_from_this()](boost::system::error_code ec, std::size_t) {
            if (!ec) {
                self->take();
            }
        });
    }

private:
    void take() {
        std::istream lines(&in_);
        std::string line;
        std::getline(lines, line);
        asio::post(workers_, [line = std::move(line), self = shared_from_this()] {
            self->answer(line);
        });
    }

    void answer(const std::string& line) {
        auto text = std::make_shared<std::string>(line + " is not for sale\n");
        asio::dispatch(socket_.get_executor(), [self = shared_from_this(), text] {
            asio::async_write(self->socket_, asio::buffer(*text), [self, text](boost::system::error_code, std::size_t) {});
        });
    }

    tcp::socket socket_;
    asio::thread_pool& workers_;
    asio::streambuf in_;
};

class Server {
public:
    Server(asio::io_context& io, tcp::endpoint at, asio::thread_pool& workers) : acceptor_(io, at), workers_(workers) {}

    // 'main' owns the server and runs the loop to its end: 'this' is enough here.
    void accept() {
        acceptor_.async_accept([this](boost::system::error_code ec, tcp::socket s) {
            if (ec) {
                return;
            }
            std::make_shared<Session>(std::move(s), workers_)->read();
            accept();
        });
    }

private:
    tcp::acceptor acceptor_;
    asio::thread_pool& workers_;
};

} // namespace quotes

int main() {
    asio::io_context io;
    asio::thread_pool workers(2);
    quotes::Server server(io, {tcp::v4(), 7017}, workers);
    server.accept();
    io.run();
    workers.join();
}
