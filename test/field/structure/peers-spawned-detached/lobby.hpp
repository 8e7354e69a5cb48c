#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstddef>
#include <exception>
#include <utility>

namespace asio = boost::asio;
using asio::ip::tcp;

namespace hotel {

/// The one who made the lobby keeps it until 'welcome' is done.
class Lobby {
public:
    explicit Lobby(asio::any_io_executor ex) : executor_(std::move(ex)), idle_(executor_) {}
    asio::awaitable<void> welcome(tcp::acceptor& door);
    void close() { open_ = false; }

private:
    void admit(tcp::socket guest);
    asio::awaitable<void> attend(tcp::socket guest);
    asio::awaitable<void> everyoneGone();
    void gone(std::exception_ptr error);

    asio::any_io_executor executor_;
    asio::steady_timer idle_;
    std::size_t guests_ = 0;
    bool open_ = true;
};

} // namespace hotel
