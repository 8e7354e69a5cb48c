// CASE: a pool for files sums; its handler posts the result back to the executor of the coroutine
#include <boost/asio/async_result.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
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

template <typename Token> auto async_checksum(asio::thread_pool& files, std::string path, Token&& token) {
    return asio::async_initiate<Token, void(std::string)>(
        [&files, path = std::move(path)](auto handler) mutable {
            asio::post(files, [path = std::move(path), handler = std::move(handler)]() mutable {
                auto sum = checksum(path);
                const auto home = asio::get_associated_executor(handler);
                asio::post(home, [handler = std::move(handler), sum = std::move(sum)]() mutable { handler(std::move(sum)); });
            });
        },
        token);
}

class visitor {
public:
    visitor(asio::ip::tcp::socket socket, asio::thread_pool& files) : socket_(std::move(socket)), files_(files) {}

    asio::awaitable<void> on_sum(std::string path) {
        std::string body = co_await async_checksum(files_, std::move(path), asio::use_awaitable);
        body += '\n';
        co_await asio::async_write(socket_, asio::buffer(body), asio::use_awaitable);
    }

private:
    asio::ip::tcp::socket socket_;
    asio::thread_pool& files_;
};
