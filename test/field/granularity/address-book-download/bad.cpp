// CASE: a timer starts a thread for each download of the address book, and lets it go
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <string>
#include <thread>

namespace asio = boost::asio;

class address_book {
public:
    explicit address_book(asio::io_context& io) : refresh_(io) {}

    void schedule() {
        refresh_.expires_after(std::chrono::hours(12));
        refresh_.async_wait([this](boost::system::error_code ec) {
            if (ec)
                return;
            std::thread load([this] { download(); });  // EXPECT: thread-per-item|detached-task
            load.detach();  // EXPECT-ALT: thread-per-item|detached-task
            schedule();
        });
    }

private:
    void download();
    asio::steady_timer refresh_;
    std::string source_;
};
