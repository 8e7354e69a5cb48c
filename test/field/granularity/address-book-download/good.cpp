// CASE: the book keeps its download: one at a time, and the end of the book waits for it
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <future>
#include <string>

namespace asio = boost::asio;

class address_book {
public:
    explicit address_book(asio::io_context& io) : refresh_(io) {}

    void schedule() {
        refresh_.expires_after(std::chrono::hours(12));
        refresh_.async_wait([this](boost::system::error_code ec) {
            if (ec)
                return;
            if (!download_.valid() || download_.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
                download_ = std::async(std::launch::async, [this] { download(); });
            schedule();
        });
    }

private:
    void download();
    asio::steady_timer refresh_;
    std::string source_;
    std::future<void> download_;
};
