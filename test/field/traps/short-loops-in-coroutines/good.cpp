// CASE: loops over a few things: the days of a week, sixteen slots, the bytes of a short head
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <array>
#include <cstdint>
#include <string>

namespace asio = boost::asio;

struct slot {
    std::string owner;
    std::array<unsigned, 7> hours{};
};

class rota {
public:
    asio::awaitable<unsigned> busiest() {
        unsigned most = 0;
        for (const slot& one : slots_)
            for (unsigned hours : one.hours)
                most = hours > most ? hours : most;
        co_return most;
    }
    asio::awaitable<std::uint32_t> head(asio::ip::tcp::socket& socket) {
        std::array<std::uint8_t, 64> bytes{};
        co_await asio::async_read(socket, asio::buffer(bytes), asio::use_awaitable);
        std::uint32_t sum = 0;
        for (int round = 0; round < 4; ++round)
            for (std::uint8_t byte : bytes)
                sum = (sum << 5) ^ (sum >> 27) ^ byte;
        co_return sum;
    }

private:
    std::array<slot, 16> slots_;
};
