// TU-SET: bad.cpp lib.cpp
// CASE: one coroutine per guest is spawned with 'detached', through a helper: errors vanish and the end waits for nobody.
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
}

void Lobby::admit(tcp::socket guest) {
    asio::co_spawn(executor_, attend(std::move(guest)), asio::detached);  // EXPECT: detached-task
}

} // namespace hotel
