// CASE: a client with a loop thread of its own is closed by a coroutine that runs on that thread, and joins it
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <array>
#include <thread>

namespace asio = boost::asio;

class courier {
public:
    courier() : work_(asio::make_work_guard(io_)), socket_(io_), loop_([this] { io_.run(); }) {}
    ~courier() { stop(); }

    void listen() { asio::co_spawn(io_, read_parcels(), asio::detached); }

private:
    asio::awaitable<void> read_parcels() {
        std::array<char, 16> head{};
        for (;;) {
            auto [ec, n] = co_await asio::async_read(socket_, asio::buffer(head), asio::as_tuple(asio::use_awaitable));
            if (ec || n == 0) {
                stop();  // EXPECT: self-join|blocking-wait
                co_return;
            }
        }
    }

    void stop() {
        if (!loop_.joinable())
            return;
        io_.stop();
        loop_.join();  // EXPECT-ALT: self-join
    }

    asio::io_context io_;
    asio::executor_work_guard<asio::io_context::executor_type> work_;
    asio::ip::tcp::socket socket_;
    std::thread loop_;
};
