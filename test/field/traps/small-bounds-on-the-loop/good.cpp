// Handlers and coroutines with loops of a few rounds: fixed arrays, digits, a header's bytes, the handful of parts of a name.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <string>

namespace asio = boost::asio;

class scale {
public:
    explicit scale(asio::io_context& io) : socket_(io), tick_(io) { arm(); }

    asio::awaitable<std::uint32_t> weight() {
        std::array<std::uint8_t, 16> head{};
        co_await asio::async_read(socket_, asio::buffer(head), asio::use_awaitable);
        std::uint32_t sum = 0;
        for (const std::uint8_t byte : head)
            sum = sum * 31 + byte;
        std::array<std::uint32_t, 5> last = last_;
        std::sort(last.begin(), last.end());
        co_await asio::async_write(socket_, asio::buffer(digits(sum)), asio::use_awaitable);
        co_return last[2];
    }

private:
    void arm() {
        tick_.expires_after(std::chrono::seconds(1));
        tick_.async_wait([this](boost::system::error_code ec) {
            if (ec)
                return;
            for (int i = 4; i > 0; --i)
                last_[static_cast<std::size_t>(i)] = last_[static_cast<std::size_t>(i - 1)];
            for (const char* unit : {"g", "kg", "t"})
                units_ = std::max(units_, std::string(unit));
            arm();
        });
    }
    const std::string& digits(std::uint32_t n) {
        text_.clear();
        do {
            text_.insert(text_.begin(), static_cast<char>('0' + n % 10));
            n /= 10;
        } while (n > 0);
        return text_;
    }

    asio::ip::tcp::socket socket_;
    asio::steady_timer tick_;
    std::array<std::uint32_t, 5> last_{};
    std::string units_;
    std::string text_;
};
