// CASE: a worker thread tries again with pauses and reads synchronously; the loop only learns of the result
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <chrono>
#include <functional>
#include <string>
#include <thread>

namespace asio = boost::asio;

class price_fetcher {
public:
    price_fetcher(asio::io_context& loop, std::function<void(std::string)> tell) : loop_(loop), tell_(std::move(tell)) {
        worker_ = std::thread([this] { fetch(); });
    }
    ~price_fetcher() { worker_.join(); }

private:
    void fetch() {
        for (int tries = 0; tries < 5; ++tries) {
            try {
                asio::io_context own;
                asio::ip::tcp::socket socket(own);
                asio::connect(socket, asio::ip::tcp::resolver(own).resolve("prices.example", "80"));
                asio::streambuf answer;
                asio::read_until(socket, answer, '\n');
                std::string line(static_cast<const char*>(answer.data().data()), answer.size());
                asio::post(loop_, [this, line = std::move(line)] { tell_(line); });
                return;
            } catch (const std::exception&) {
                std::this_thread::sleep_for(std::chrono::seconds(1 << tries));
            }
        }
    }
    asio::io_context& loop_;
    std::function<void(std::string)> tell_;
    std::thread worker_;
};
