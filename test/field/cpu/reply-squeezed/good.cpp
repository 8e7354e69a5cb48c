// CASE: a worker compresses, and the coroutine goes on when it is done
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/iostreams/copy.hpp>
#include <boost/iostreams/device/back_inserter.hpp>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filtering_stream.hpp>
#include <boost/range/iterator_range.hpp>
#include <string>

namespace asio = boost::asio;
namespace bio = boost::iostreams;

class caller {
public:
    caller(asio::ip::tcp::socket socket, asio::thread_pool& workers) : socket_(std::move(socket)), workers_(workers) {}

    asio::awaitable<void> reply(std::string text, bool packed) {
        if (packed)
            text = co_await asio::co_spawn(workers_, squeeze(std::move(text)), asio::use_awaitable);
        co_await asio::async_write(socket_, asio::buffer(text), asio::use_awaitable);
    }

private:
    static asio::awaitable<std::string> squeeze(std::string plain) {
        std::string packed;
        {
            bio::filtering_ostream out;
            out.push(bio::gzip_compressor());
            out.push(bio::back_inserter(packed));
            bio::copy(boost::make_iterator_range(plain), out);
        }
        co_return packed;
    }

    asio::ip::tcp::socket socket_;
    asio::thread_pool& workers_;
};
