// CASE: when the other side has hung up, the read returns nothing for ever, and the loop never gets to its await
#include <sys/socket.h>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstddef>
#include <vector>

namespace asio = boost::asio;

class telegraph {
public:
    explicit telegraph(asio::posix::stream_descriptor line) : line_(std::move(line)) {}

    asio::awaitable<std::vector<char>> receive(std::size_t length) {
        std::vector<char> text(length);
        std::size_t have = 0;
        while (have < length) {  // EXPECT: loop-without-suspension
            const ssize_t more = ::recv(line_.native_handle(), text.data() + have, length - have, MSG_DONTWAIT);
            if (more < 0) {
                co_await line_.async_wait(asio::posix::stream_descriptor::wait_read, asio::use_awaitable);
                continue;
            }
            have += static_cast<std::size_t>(more);
        }
        co_return text;
    }

private:
    asio::posix::stream_descriptor line_;
};
