// CASE: a session joins its network thread at its end, and a handler on that thread may hold the last reference
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <memory>
#include <string>
#include <thread>

namespace asio = boost::asio;

class session : public std::enable_shared_from_this<session> {
public:
    session() : work_(asio::make_work_guard(io_)), network_([this] { io_.run(); }) {}
    ~session() {
        work_.reset();
        io_.stop();
        network_.join();  // EXPECT: self-join
    }

    void add(std::string torrent) {
        asio::post(io_, [self = shared_from_this(), torrent = std::move(torrent)] { self->check(torrent); });  // EXPECT-ALT: self-join
    }

private:
    void check(const std::string& torrent);
    asio::io_context io_;
    asio::executor_work_guard<asio::io_context::executor_type> work_;
    std::thread network_;
};
