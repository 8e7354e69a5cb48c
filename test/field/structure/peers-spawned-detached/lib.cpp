#include "lobby.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <array>
#include <cstdio>

namespace hotel {

asio::awaitable<void> Lobby::attend(tcp::socket guest) {
    std::array<char, 256> wish;
    for (;;) {
        const auto n = co_await guest.async_read_some(asio::buffer(wish), asio::use_awaitable);
        co_await asio::async_write(guest, asio::buffer(wish, n), asio::use_awaitable);
    }
}

asio::awaitable<void> Lobby::everyoneGone() {
    while (guests_ != 0) {
        idle_.expires_at(asio::steady_timer::time_point::max());
        boost::system::error_code woken;
        co_await idle_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    }
}

void Lobby::gone(std::exception_ptr error) {
    if (error) {
        std::puts("a guest left in anger");
    }
    if (--guests_ == 0) {
        idle_.cancel();
    }
}

} // namespace hotel
