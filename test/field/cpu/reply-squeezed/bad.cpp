// CASE: each reply is compressed by a stream filter in the coroutine of its connection
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
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
    explicit caller(asio::ip::tcp::socket socket) : socket_(std::move(socket)) {}

    asio::awaitable<void> reply(const std::string& text, bool packed) {
        std::string body = text;
        if (packed) {
            body.clear();
            squeeze(text, body);  // EXPECT: heavy-call-on-executor
        }
        co_await asio::async_write(socket_, asio::buffer(body), asio::use_awaitable);
    }

private:
    static void squeeze(const std::string& plain, std::string& packed) {
        bio::filtering_ostream out;
        out.push(bio::gzip_compressor());
        out.push(bio::back_inserter(packed));
        bio::copy(boost::make_iterator_range(plain), out);  // EXPECT-ALT: heavy-call-on-executor
    }

    asio::ip::tcp::socket socket_;
};
