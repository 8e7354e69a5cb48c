// CASE: between two attempts the coroutine builds the wait of its timer and never awaits it: there is no pause at all.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>

namespace asio = boost::asio;
using asio::ip::tcp;

namespace feed {

using duration = std::chrono::milliseconds;

asio::awaitable<std::optional<tcp::socket>> attempt(tcp::endpoint to) {
    tcp::socket socket(co_await asio::this_coro::executor);
    boost::system::error_code ec;
    co_await socket.async_connect(to, asio::redirect_error(asio::use_awaitable, ec));
    if (ec) {
        co_return std::nullopt;
    }
    co_return std::move(socket);
}

asio::awaitable<tcp::socket> connect(tcp::endpoint to, int limit) {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    duration pause{50};
    for (int i = 0; i < limit; ++i) {
        if (auto socket = co_await attempt(to)) {
            co_return std::move(*socket);
        }
        std::printf("attempt %d failed\n", i);
        timer.expires_after(pause);
        timer.async_wait(asio::use_awaitable);  // EXPECT: unawaited-task
        pause *= 2;
    }
    throw boost::system::system_error(asio::error::timed_out);
}

/// A handler is a complete use of the timer: nothing is left to await.
void remind(asio::steady_timer& timer, std::string text) {
    timer.expires_after(std::chrono::seconds(1));
    timer.async_wait([text = std::move(text)](boost::system::error_code ec) {
        if (!ec) {
            std::puts(text.c_str());
        }
    });
}

asio::awaitable<void> settle() {
    asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::seconds(1));
    auto waited = timer.async_wait(asio::use_awaitable);
    std::puts("settling");
    co_await std::move(waited);
}

} // namespace feed
