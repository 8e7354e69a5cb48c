// CASE: each item is rendered and written by itself
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
    std::string before = "[";
    for (const item& one : items) {
        const std::string text = before + nlohmann::json{{"key", one.key}, {"values", one.values}}.dump();
        co_await asio::async_write(client, asio::buffer(text), asio::use_awaitable);
        before = ",";
    }
    co_await asio::async_write(client, asio::buffer(before == "[" ? std::string("[]") : std::string("]")), asio::use_awaitable);
}
