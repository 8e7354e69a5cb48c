// What main does before it runs the loop, and after the loop has ended, holds up nobody: files, names, sorting, joins.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using asio::ip::tcp;

class kiosk {
public:
    explicit kiosk(asio::io_context& io) : io_(io), tick_(io) {}
    ~kiosk() {
        if (printer_.joinable())
            printer_.join();
        std::ofstream("sold.txt") << sold_.size() << '\n';
    }

    void prepare(const std::string& folder) {
        const std::regex name("paper-[0-9]+");
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (std::regex_match(entry.path().filename().string(), name))
                papers_.push_back(entry.path().string());
        std::sort(papers_.begin(), papers_.end());
        printer_ = std::thread([] { std::this_thread::sleep_for(std::chrono::seconds(1)); });
        tcp::resolver names(io_);
        const auto found = names.resolve("papers.example", "80");
        if (found.empty())
            std::this_thread::sleep_for(std::chrono::seconds(2));
    }
    asio::awaitable<void> sell() {
        for (;;) {
            tick_.expires_after(std::chrono::seconds(1));
            co_await tick_.async_wait(asio::use_awaitable);
            if (!papers_.empty())
                sold_.push_back(papers_.front());
        }
    }
    void report() {
        std::sort(sold_.begin(), sold_.end());
        std::ofstream out("report.txt");
        for (const auto& paper : sold_)
            out << paper << '\n';
        if (std::system("cp report.txt report.old") != 0)
            std::exit(1);
    }

private:
    asio::io_context& io_;
    asio::steady_timer tick_;
    std::vector<std::string> papers_;
    std::vector<std::string> sold_;
    std::thread printer_;
};

int main() {
    asio::io_context io;
    kiosk k(io);
    k.prepare(".");
    asio::co_spawn(io, k.sell(), asio::detached);
    asio::signal_set stop(io, SIGINT);
    stop.async_wait([&io](boost::system::error_code, int) { io.stop(); });
    io.run();
    k.report();
}
