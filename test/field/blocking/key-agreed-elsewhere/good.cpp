// CASE: a pool agrees on the key and then posts the answer to the loop
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/thread_pool.hpp>
#include <array>
#include <cstdint>
#include <memory>

namespace asio = boost::asio;

class visitor : public std::enable_shared_from_this<visitor> {
public:
    visitor(asio::io_context& loop, asio::thread_pool& workers) : loop_(loop), workers_(workers), socket_(loop) {}

    void greet() {
        asio::async_read(socket_, asio::buffer(hello_), [self = shared_from_this()](const boost::system::error_code& ec, std::size_t) {
            if (!ec)
                self->on_hello();
        });
    }

private:
    void on_hello() {
        asio::post(workers_, [self = shared_from_this()] {
            self->agree_on_key();
            asio::post(self->loop_, [self] { self->answer(); });
        });
    }
    void agree_on_key();
    void answer();

    asio::io_context& loop_;
    asio::thread_pool& workers_;
    asio::ip::tcp::socket socket_;
    std::array<std::uint8_t, 288> hello_{};
};
