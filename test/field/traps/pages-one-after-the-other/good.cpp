// CASE: each page says where the next one is, and chunks go out in their order
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <string>
#include <vector>

namespace asio = boost::asio;

struct page {
    std::vector<std::string> rows;
    std::string next;
};
class table {
public:
    asio::awaitable<page> fetch(std::string token);
};

asio::awaitable<std::vector<std::string>> all_rows(std::shared_ptr<table> from) {
    std::vector<std::string> rows;
    std::string token = "first";
    while (!token.empty()) {
        page one = co_await from->fetch(token);
        rows.insert(rows.end(), one.rows.begin(), one.rows.end());
        token = one.next;
    }
    co_return rows;
}

asio::awaitable<void> send(asio::ip::tcp::socket& to, std::vector<std::string> chunks) {
    for (const std::string& chunk : chunks)
        co_await asio::async_write(to, asio::buffer(chunk), asio::use_awaitable);
}
