// CASE: files, names and threads before the loop runs and after it has ended
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <fstream>
#include <future>
#include <string>
#include <thread>
#include <vector>

namespace asio = boost::asio;

std::vector<std::string> read_lines(const std::string& path) {
    std::ifstream in(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

asio::awaitable<void> serve(asio::ip::tcp::acceptor& acceptor) {
    for (;;) {
        auto socket = co_await acceptor.async_accept(asio::use_awaitable);
        socket.close();
    }
}

int main() {
    const auto allowed = read_lines("allowed.txt");
    asio::io_context loop;
    asio::ip::tcp::resolver resolver(loop);
    const auto where = *resolver.resolve("localhost", "7000").begin();
    auto warm = std::async(std::launch::async, [] { return read_lines("cache.txt").size(); });
    asio::ip::tcp::acceptor acceptor(loop, where.endpoint());
    const std::size_t cached = warm.get();
    asio::co_spawn(loop, serve(acceptor), [](std::exception_ptr error) {
        if (error)
            std::rethrow_exception(error);
    });
    std::thread second([&loop] { loop.run(); });
    loop.run();
    second.join();
    std::ofstream("cache.txt") << allowed.size() + cached;
}
