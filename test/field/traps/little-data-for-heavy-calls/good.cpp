// CASE: a compressor and a hash get a head of a few bytes
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <array>
#include <string>
#include <zlib.h>

namespace asio = boost::asio;

asio::awaitable<void> greet(asio::ip::tcp::socket& socket, unsigned version) {
    std::array<unsigned char, 32> head{};
    head[0] = static_cast<unsigned char>(version);
    const unsigned long sum = crc32(0, head.data(), head.size());
    head[31] = static_cast<unsigned char>(sum);
    co_await asio::async_write(socket, asio::buffer(head), asio::use_awaitable);
}
