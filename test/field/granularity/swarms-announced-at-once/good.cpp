// CASE: the round of the hour asks the trackers for all swarms that are due, all at the same time
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <deque>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

struct announcement {
    std::string host;
    std::string text;
};

class announcer : public std::enable_shared_from_this<announcer> {
public:
    explicit announcer(asio::io_context& net) : net_(net) {}
    void announce(std::vector<announcement> due) {
        auto queue = std::make_shared<std::deque<announcement>>(due.begin(), due.end());
        for (int n = 0; n < 50; ++n)
            asio::co_spawn(net_, tell_some(shared_from_this(), queue), [](std::exception_ptr) {});
    }

private:
    asio::awaitable<void> tell(std::shared_ptr<announcer>, announcement one) {
        tcp::resolver resolver(net_);
        auto where = co_await resolver.async_resolve(one.host, "http", asio::use_awaitable);
        tcp::socket line(net_);
        co_await asio::async_connect(line, where, asio::use_awaitable);
        co_await asio::async_write(line, asio::buffer(one.text), asio::use_awaitable);
        std::string answer;
        co_await asio::async_read_until(line, asio::dynamic_buffer(answer), "\r\n", asio::use_awaitable);
        ++answered_;
    }
    asio::awaitable<void> tell_some(std::shared_ptr<announcer> self, std::shared_ptr<std::deque<announcement>> queue) {
        while (!queue->empty()) {
            announcement one = std::move(queue->front());
            queue->pop_front();
            co_await tell(self, std::move(one));
        }
    }
    asio::io_context& net_;
    std::size_t answered_ = 0;
};
