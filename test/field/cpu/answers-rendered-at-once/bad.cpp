// CASE: all items of an answer are rendered as text in the coroutine of the connection, in one piece
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace asio = boost::asio;

struct item {
    std::string key;
    std::vector<std::string> values;
};

asio::awaitable<std::vector<item>> scan(std::string table);

asio::awaitable<void> answer(asio::ip::tcp::socket& client, std::string table) {
    const std::vector<item> items = co_await scan(table);
    nlohmann::json page = nlohmann::json::array();
    for (const item& one : items)  // EXPECT: cpu-loop-on-executor|heavy-call-on-executor
        page.push_back({{"key", one.key}, {"values", one.values}});
    const std::string text = page.dump();  // EXPECT-ALT: heavy-call-on-executor
    co_await asio::async_write(client, asio::buffer(text), asio::use_awaitable);
}
