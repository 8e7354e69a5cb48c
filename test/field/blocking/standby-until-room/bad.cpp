// CASE: as long as the basket is full, the handler of a connection sleeps and looks again
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <thread>

namespace asio = boost::asio;

class basket {
public:
    std::size_t apples() const;
    std::size_t weight() const;
};

class gatherer : public std::enable_shared_from_this<gatherer> {
public:
    gatherer(asio::ip::tcp::socket socket, basket& into) : socket_(std::move(socket)), basket_(into) {}

    void next() {
        asio::async_read(socket_, asio::buffer(head_), std::bind(&gatherer::on_head, shared_from_this(), std::placeholders::_1));
    }

private:
    void on_head(const boost::system::error_code& ec) {
        if (ec)
            return;
        if (!ask_for_more(false))  // EXPECT: blocking-sleep|busy-wait
            socket_.close();
    }
    bool ask_for_more(bool at_once) {
        if (!at_once) {
            bool first = true;
            while (true) {  // EXPECT-ALT: blocking-sleep|busy-wait
                if (basket_.apples() < 100 || basket_.weight() < 4'000'000)
                    break;
                if (first)
                    note("the basket is full");
                first = false;
                std::this_thread::sleep_for(std::chrono::milliseconds(100));  // EXPECT-ALT: blocking-sleep|busy-wait
            }
        }
        return request();
    }
    void note(const char* what);
    bool request();

    asio::ip::tcp::socket socket_;
    basket& basket_;
    std::array<char, 16> head_{};
};
