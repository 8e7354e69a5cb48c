// CASE: the slow agreement on a key runs on a thread, but a handler on the loop waits for it
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <array>
#include <cstdint>
#include <future>
#include <memory>

namespace asio = boost::asio;

class visitor : public std::enable_shared_from_this<visitor> {
public:
    explicit visitor(asio::io_context& loop) : loop_(loop), socket_(loop) {}

    void greet() {
        asio::async_read(socket_, asio::buffer(hello_), [self = shared_from_this()](const boost::system::error_code& ec, std::size_t) {
            if (!ec)
                self->on_hello();
        });
    }

private:
    void on_hello() {
        auto self = shared_from_this();
        auto agreed = std::async(std::launch::async, [self] { self->agree_on_key(); }).share();
        asio::post(loop_, [self, agreed] {
            agreed.get();  // EXPECT: blocking-wait
            self->answer();
        });
    }
    void agree_on_key();
    void answer();

    asio::io_context& loop_;
    asio::ip::tcp::socket socket_;
    std::array<std::uint8_t, 288> hello_{};
};
