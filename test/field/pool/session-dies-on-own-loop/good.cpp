// CASE: handlers hold no reference that counts; the owner of the session ends it
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <string>
#include <thread>

namespace asio = boost::asio;

class session {
public:
    session() : work_(asio::make_work_guard(io_)), network_([this] { io_.run(); }) {}
    ~session() {
        work_.reset();
        io_.stop();
        network_.join();
    }

    void add(std::string torrent) {
        asio::post(io_, [this, torrent = std::move(torrent)] { check(torrent); });
    }

private:
    void check(const std::string& torrent);
    asio::io_context io_;
    asio::executor_work_guard<asio::io_context::executor_type> work_;
    std::thread network_;
};
