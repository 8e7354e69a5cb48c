// TU-SET: good.cpp greeting.cpp
// CASE: a pool for greetings computes the secret, and posts the rest back
#include "greeting.hpp"
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/thread_pool.hpp>
#include <array>
#include <memory>

namespace asio = boost::asio;

class peer : public std::enable_shared_from_this<peer> {
public:
    peer(asio::ip::tcp::socket socket, greeting& own, asio::thread_pool& greeters)
        : socket_(std::move(socket)), own_(own), greeters_(greeters) {}

    void start() {
        asio::async_read(socket_, asio::buffer(first_),
                         [self = shared_from_this()](boost::system::error_code ec, std::size_t) {
                             if (!ec)
                                 asio::post(self->greeters_, [self] { self->agree(); });
                         });
    }

private:
    void agree() {
        if (own_.agree(first_))
            asio::post(socket_.get_executor(), [self = shared_from_this()] { self->answer(); });
    }
    void answer();
    asio::ip::tcp::socket socket_;
    greeting& own_;
    asio::thread_pool& greeters_;
    std::array<unsigned char, 64> first_{};
};
