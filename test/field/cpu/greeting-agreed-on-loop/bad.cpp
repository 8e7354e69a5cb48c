// TU-SET: bad.cpp greeting.cpp
// CASE: the handler that reads the first bytes of a peer computes the shared secret of the greeting at once
#include "greeting.hpp"
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <array>
#include <memory>

namespace asio = boost::asio;

class peer : public std::enable_shared_from_this<peer> {
public:
    explicit peer(asio::ip::tcp::socket socket, greeting& own) : socket_(std::move(socket)), own_(own) {}

    void start() {
        asio::async_read(socket_, asio::buffer(first_),
                         [self = shared_from_this()](boost::system::error_code ec, std::size_t) {
                             if (!ec && self->own_.agree(self->first_))  // EXPECT: heavy-call-on-executor
                                 self->answer();
                         });
    }

private:
    void answer();
    asio::ip::tcp::socket socket_;
    greeting& own_;
    std::array<unsigned char, 64> first_{};
};
