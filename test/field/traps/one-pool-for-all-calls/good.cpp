// CASE: pools that live as long as the program: a member, a static local, a variable of main
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <string>
#include <vector>

namespace asio = boost::asio;

asio::thread_pool& disk() {
    static asio::thread_pool pool(4);
    return pool;
}

asio::awaitable<std::size_t> count_words(std::string text) {
    std::size_t words = 0;
    for (char c : text)
        words += c == ' ';
    co_return words;
}

class counter {
public:
    asio::awaitable<std::size_t> count(std::string text) {
        co_return co_await asio::co_spawn(pool_, count_words(std::move(text)), asio::use_awaitable);
    }
    asio::awaitable<std::size_t> count_there(std::string text) {
        co_return co_await asio::co_spawn(disk(), count_words(std::move(text)), asio::use_awaitable);
    }

private:
    asio::thread_pool pool_{2};
};

int main() {
    asio::io_context loop;
    counter one;
    asio::co_spawn(loop, one.count("a b"), asio::detached);
    asio::co_spawn(loop, one.count_there("c d"), asio::detached);
    loop.run();
    disk().join();
}
