// Raw 'this' and bound methods in handlers: owners that outlive the loop, errors that are looked at first, work that is
// joined, weak pointers that are locked.
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <array>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using asio::ip::tcp;

namespace station {

// A member pool is joined before the members die that its jobs use.
class Board {
public:
    ~Board() {
        workers_.join();
    }
    void refresh() {
        asio::post(workers_, std::bind(&Board::draw, this));
        asio::post(workers_, [this] { ++drawn_; });
    }

private:
    void draw();
    int drawn_ = 0;
    asio::thread_pool workers_{1};
};

// Taken out of its map while its timer runs: the handler looks at the error first, whichever way it is written.
class Signal {
public:
    explicit Signal(asio::io_context& io) : timer_(io) {}
    void blink() {
        timer_.expires_after(std::chrono::seconds(1));
        timer_.async_wait(std::bind(&Signal::onTime, this, std::placeholders::_1));
    }

private:
    void onTime(const boost::system::error_code& ec) {
        if (ec == asio::error::operation_aborted) {
            return;
        }
        on_ = !on_;
        blink();
    }
    asio::steady_timer timer_;
    bool on_ = false;
};

class Yard {
public:
    explicit Yard(asio::io_context& io) : io_(io) {}
    void add(const std::string& name) {
        auto& signal = signals_[name];
        signal = std::make_unique<Signal>(io_);
        signal->blink();
    }
    void remove(const std::string& name) { signals_.erase(name); }

private:
    asio::io_context& io_;
    std::map<std::string, std::unique_ptr<Signal>> signals_;
};

// The chain carries the owner in another argument, or in another lambda.
class Train : public std::enable_shared_from_this<Train> {
public:
    explicit Train(tcp::socket link) : link_(std::move(link)) {}
    void run() {
        link_.async_read_some(asio::buffer(in_), std::bind(&Train::onRead, this, shared_from_this(), std::placeholders::_1));
        asio::post(link_.get_executor(), [this, self = shared_from_this()] { note(); });
        asio::post(link_.get_executor(), [this, weak = weak_from_this()] {
            if (auto self = weak.lock()) {
                note();
            }
        });
    }

private:
    void onRead(std::shared_ptr<Train>, const boost::system::error_code& ec) {
        if (!ec) {
            run();
        }
    }
    void note();
    tcp::socket link_;
    std::array<char, 64> in_{};
};

// Bound, and called before anything ends.
int shunt(std::vector<int> wagons) {
    int sum = 0;
    struct Adder {
        int& sum;
        void add(int n) { sum += n; }
    } adder{sum};
    auto add = std::bind(&Adder::add, &adder, std::placeholders::_1);
    for (int n : wagons) {
        add(n);
    }
    std::thread helper(std::bind(&Adder::add, &adder, 1));
    helper.join();
    return sum;
}

} // namespace station

int main() {
    asio::io_context io;
    station::Yard yard(io);
    yard.add("north");
    io.run();
    return station::shunt({1, 2});
}
