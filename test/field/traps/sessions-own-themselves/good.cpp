// Handlers and coroutines that outlive the function which made them, and own what they use.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <memory>
#include <string>
#include <utility>

namespace asio = boost::asio;
using asio::ip::tcp;

namespace echo {

class Session : public std::enable_shared_from_this<Session> {
public:
    explicit Session(tcp::socket s) : socket_(std::move(s)), idle_(socket_.get_executor()) {}

    void start() {
        watch();
        // The lambda has no capture; the coroutine's frame owns 'self'.
        asio::co_spawn(socket_.get_executor(),
                       [](std::shared_ptr<Session> self) { return self->serve(self); }(shared_from_this()),
                       [](std::exception_ptr e) {
                           if (e) {
                               std::puts("session ended");
                           }
                       });
    }

private:
    asio::awaitable<void> serve(std::shared_ptr<Session> keep) {
        for (;;) {
            const auto n = co_await socket_.async_read_some(asio::buffer(data_), asio::use_awaitable);
            co_await asio::async_write(keep->socket_, asio::buffer(data_, n), asio::use_awaitable);
            busy_ = true;
        }
    }

    void watch() {
        idle_.expires_after(std::chrono::seconds(30));
        idle_.async_wait([weak = weak_from_this()](boost::system::error_code ec) {
            const auto self = weak.lock();
            if (ec || !self) {
                return;
            }
            if (!std::exchange(self->busy_, false)) {
                self->socket_.close();
                return;
            }
            self->watch();
        });
    }

    tcp::socket socket_;
    asio::steady_timer idle_;
    std::array<char, 512> data_{};
    bool busy_ = false;
};

asio::awaitable<void> listen(tcp::acceptor& door) {
    for (;;) {
        std::make_shared<Session>(co_await door.async_accept(asio::use_awaitable))->start();
    }
}

} // namespace echo

int main() {
    asio::io_context io;
    tcp::acceptor door(io, {tcp::v4(), 7007});
    asio::signal_set signals(io, SIGINT);
    // References to locals of 'main': the loop runs, and ends, inside of it.
    signals.async_wait([&](boost::system::error_code, int) { door.close(); });
    asio::co_spawn(io, echo::listen(door), [&io](std::exception_ptr) { io.stop(); });
    io.run();
}
