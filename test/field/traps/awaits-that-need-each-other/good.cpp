// Awaits in loops and in rows that must keep their order: pages with a cursor, one stream, a lock, a step that checks the last.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace asio = boost::asio;

struct page {
    std::vector<std::string> rows;
    std::optional<std::string> next;
};

class ledger {
public:
    asio::awaitable<std::vector<std::string>> all() {
        std::vector<std::string> rows;
        std::optional<std::string> cursor = "";
        while (cursor) {
            page p = co_await fetch(*cursor);
            rows.insert(rows.end(), p.rows.begin(), p.rows.end());
            cursor = p.next;
        }
        co_return rows;
    }
    asio::awaitable<void> send(asio::ip::tcp::socket& socket, const std::vector<std::string>& lines) {
        for (const std::string& line : lines)
            co_await asio::async_write(socket, asio::buffer(line), asio::use_awaitable);
    }
    asio::awaitable<void> book(std::string from, std::string to, int amount) {
        co_await begin();
        const int there = co_await balance(from);
        if (there < amount) {
            co_await roll_back();
            co_return;
        }
        co_await add(from, -amount);
        co_await add(to, amount);
        co_await commit();
    }
    asio::awaitable<bool> with_retries(std::string account) {
        for (int attempt = 0; attempt < 5; ++attempt) {
            if (co_await balance(account) > 0)
                co_return true;
            pause_.expires_after(std::chrono::milliseconds(100 << attempt));
            co_await pause_.async_wait(asio::use_awaitable);
        }
        co_return false;
    }

private:
    asio::awaitable<page> fetch(std::string cursor);
    asio::awaitable<void> begin();
    asio::awaitable<void> commit();
    asio::awaitable<void> roll_back();
    asio::awaitable<int> balance(std::string account);
    asio::awaitable<void> add(std::string account, int amount);
    asio::steady_timer pause_;
};
