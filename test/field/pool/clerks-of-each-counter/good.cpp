// CASE: in the twin the town hall has the clerks, and lends them to each counter
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <thread>
#include <utility>

namespace asio = boost::asio;

class office {
public:
    explicit office(asio::thread_pool& clerks) : clerks_(clerks) {}
    template <typename F> void look_up(std::string name, F then) {
        asio::post(clerks_, [name = std::move(name), then = std::move(then)]() mutable { then(search(name)); });
    }

private:
    static std::string search(const std::string& name);
    asio::thread_pool& clerks_;
};

class counter : public std::enable_shared_from_this<counter> {
public:
    counter(asio::ip::tcp::socket visitor, asio::thread_pool& clerks) : visitor_(std::move(visitor)), office_(clerks) {}
    void open() {
        office_.look_up("visitor", [self = shared_from_this()](std::string found) { self->say(std::move(found)); });
    }

private:
    void say(std::string text);
    asio::ip::tcp::socket visitor_;
    office office_;
};

class town_hall {
public:
    town_hall(asio::io_context& loop, asio::thread_pool& clerks)
        : door_(loop, asio::ip::tcp::endpoint(asio::ip::tcp::v4(), 4571)), clerks_(clerks) {}
    void admit() {
        door_.async_accept([this](const boost::system::error_code& ec, asio::ip::tcp::socket visitor) {
            if (!ec)
                std::make_shared<counter>(std::move(visitor), clerks_)->open();
            admit();
        });
    }

private:
    asio::ip::tcp::acceptor door_;
    asio::thread_pool& clerks_;
};
