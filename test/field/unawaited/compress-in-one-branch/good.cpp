#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace asio = boost::asio;
using asio::ip::tcp;

namespace tickets {

class printer {
public:
    printer(tcp::socket out, asio::thread_pool& workers) : out_(std::move(out)), workers_(workers) {}

    asio::awaitable<std::size_t> put(std::string text, bool packed) {
        if (packed) {
            std::string small;
            co_await pack(text, small);
            co_return co_await asio::async_write(out_, asio::buffer(small), asio::use_awaitable);
        }
        co_return co_await asio::async_write(out_, asio::buffer(text), asio::use_awaitable);
    }

private:
    asio::awaitable<void> pack(const std::string& text, std::string& small) {
        auto home = co_await asio::this_coro::executor;
        co_await asio::co_spawn(workers_, squeeze(text, small), asio::use_awaitable);
        co_await asio::post(home, asio::use_awaitable);
    }
    asio::awaitable<void> squeeze(const std::string& text, std::string& small);

    tcp::socket out_;
    asio::thread_pool& workers_;
};

} // namespace tickets
