// CASE: the loop wakes the coroutine when there is something to read
#include <boost/asio/awaitable.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <string>

namespace asio = boost::asio;

class keyboard {
public:
    explicit keyboard(asio::posix::stream_descriptor in) : in_(std::move(in)) {}

    asio::awaitable<std::string> line() {
        const std::size_t n =
            co_await asio::async_read_until(in_, asio::dynamic_buffer(pending_), '\n', asio::use_awaitable);
        std::string typed = pending_.substr(0, n);
        pending_.erase(0, n);
        co_return typed;
    }

private:
    asio::posix::stream_descriptor in_;
    std::string pending_;
};
