// CASE: a request for the checksum of a file reads and sums the whole file in the coroutine of the connection
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <array>
#include <cstdint>
#include <fstream>
#include <string>

namespace asio = boost::asio;

std::string checksum(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::array<char, 16 * 1024> block;
    std::uint64_t sum = 14695981039346656037ull;
    while (in.read(block.data(), block.size()) || in.gcount() > 0)
        for (std::streamsize i = 0; i < in.gcount(); ++i)
            sum = (sum ^ static_cast<unsigned char>(block[static_cast<std::size_t>(i)])) * 1099511628211ull;
    return std::to_string(sum);
}

class visitor {
public:
    explicit visitor(asio::ip::tcp::socket socket) : socket_(std::move(socket)) {}

    asio::awaitable<void> on_sum(std::string path) {
        std::string body;
        body += checksum(path);  // EXPECT: blocking-file-io|cpu-loop-on-executor|heavy-call-on-executor
        body += '\n';
        co_await asio::async_write(socket_, asio::buffer(body), asio::use_awaitable);
    }

private:
    asio::ip::tcp::socket socket_;
};
