#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <array>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <utility>

namespace screen {

namespace asio = boost::asio;

class Session {
public:
    Session(asio::io_context& loop, int visitor) : visitor_(visitor), picture_(loop) { readPicture(); }

private:
    void readPicture() {
        picture_.async_read_some(asio::buffer(bytes_), [this](boost::system::error_code error, std::size_t size) {
            if (error) {
                return;
            }
            std::printf("visitor %d: %zu bytes\n", visitor_, size);
            used_ += size;
            readPicture();
        });
    }

    int visitor_;
    std::size_t used_ = 0;
    std::array<char, 4096> bytes_{};
    asio::ip::tcp::socket picture_;
};

class Gallery {
public:
    explicit Gallery(asio::io_context& loop) : loop_(loop) {}

    void entered(int visitor) { sessions_[visitor] = std::make_unique<Session>(loop_, visitor); }
    void left(int visitor) { sessions_.erase(visitor); }

private:
    asio::io_context& loop_;
    std::map<int, std::unique_ptr<Session>> sessions_;
};

} // namespace screen
