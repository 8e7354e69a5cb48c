// TU-SET: bad.cpp volume.cpp
// CASE: the coroutine of a request checks the seals of all deeds of a volume on the thread of the connections
#include "volume.hpp"
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace asio = boost::asio;

class archive {
public:
    asio::awaitable<void> answer(asio::ip::tcp::socket& client, int number) {
        const volume found = co_await read_volume(number);
        std::size_t good = 0;
        for (const deed& one : found.deeds)  // EXPECT: cpu-loop-on-executor|heavy-call-on-executor
            good += sealed_by(key_, one);  // EXPECT-ALT: heavy-call-on-executor
        const std::string text = std::to_string(good);
        co_await asio::async_write(client, asio::buffer(text), asio::use_awaitable);
    }

private:
    asio::awaitable<volume> read_volume(int number);
    EVP_PKEY* key_ = nullptr;
};
