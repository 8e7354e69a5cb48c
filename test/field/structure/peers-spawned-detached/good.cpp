// TU-SET: good.cpp lib.cpp
#include "lobby.hpp"

#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace hotel {

asio::awaitable<void> Lobby::welcome(tcp::acceptor& door) {
    while (open_) {
        auto guest = co_await door.async_accept(asio::use_awaitable);
        admit(std::move(guest));
    }
    co_await everyoneGone();
}

void Lobby::admit(tcp::socket guest) {
    ++guests_;
    asio::co_spawn(executor_, attend(std::move(guest)), [this](std::exception_ptr error) { gone(error); });
}

} // namespace hotel
