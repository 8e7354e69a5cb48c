// TU-SET: good.cpp volume.cpp
// CASE: a pool checks the seals, and the coroutine only waits for the number
#include "volume.hpp"
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace asio = boost::asio;

class archive {
public:
    asio::awaitable<void> answer(asio::ip::tcp::socket& client, int number) {
        const volume found = co_await read_volume(number);
        const std::size_t good = co_await asio::co_spawn(checkers_, count(found), asio::use_awaitable);
        const std::string text = std::to_string(good);
        co_await asio::async_write(client, asio::buffer(text), asio::use_awaitable);
    }

private:
    asio::awaitable<std::size_t> count(const volume& all) {
        std::size_t good = 0;
        for (const deed& one : all.deeds)
            good += sealed_by(key_, one);
        co_return good;
    }
    asio::awaitable<volume> read_volume(int number);
    asio::thread_pool checkers_{2};
    EVP_PKEY* key_ = nullptr;
};
