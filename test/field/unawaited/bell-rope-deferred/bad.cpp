// CASE: 'deferred' and 'use_awaitable' only describe an operation: of three, two are described and never begun.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <string>
#include <utility>

namespace asio = boost::asio;

namespace tower {

class Rope {
public:
    explicit Rope(asio::ip::tcp::socket socket) : socket_(std::move(socket)) {}

    asio::awaitable<void> ring(std::string tune) {
        const std::string head = "ring " + std::to_string(tune.size()) + "\n";
        asio::async_write(socket_, asio::buffer(head), asio::deferred);  // EXPECT: unawaited-task
        co_await asio::async_write(socket_, asio::buffer(tune), asio::deferred);
    }

    asio::awaitable<void> chime(int hour) {
        auto ex = co_await asio::this_coro::executor;
        asio::co_spawn(ex, ring(std::to_string(hour)), asio::use_awaitable);  // EXPECT: unawaited-task
        ++rung_;
    }

private:
    asio::ip::tcp::socket socket_;
    int rung_ = 0;
};

}  // namespace tower
