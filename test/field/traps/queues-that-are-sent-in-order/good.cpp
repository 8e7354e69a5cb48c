// CASE: one connection sends what waits, in the order in which it came
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <deque>
#include <memory>
#include <string>
#include <utility>

namespace asio = boost::asio;

class line : public std::enable_shared_from_this<line> {
public:
    explicit line(asio::ip::tcp::socket socket) : socket_(std::move(socket)) {}

    asio::awaitable<void> drain() {
        auto self = shared_from_this();
        while (!waiting_.empty()) {
            const std::string next = std::move(waiting_.front());
            waiting_.pop_front();
            co_await put(next);
        }
    }

private:
    asio::awaitable<void> put(const std::string& text) {
        co_await asio::async_write(socket_, asio::buffer(text), asio::use_awaitable);
        sent_ += text.size();
    }
    asio::ip::tcp::socket socket_;
    std::deque<std::string> waiting_;
    std::size_t sent_ = 0;
};
