// CASE: a local shared pointer is not the only one: the object keeps itself, a list has it, the task takes it along.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace harbour {

namespace asio = boost::asio;

class Ship : public std::enable_shared_from_this<Ship> {
public:
    Ship(asio::any_io_executor executor, std::string name) : timer_(std::move(executor)), name_(std::move(name)) {}

    asio::awaitable<void> sail() {
        auto self = shared_from_this();
        timer_.expires_after(std::chrono::seconds(1));
        co_await timer_.async_wait(asio::use_awaitable);
        ++miles_;
    }

private:
    asio::steady_timer timer_;
    std::string name_;
    int miles_ = 0;
};

class Buoy {
public:
    explicit Buoy(asio::any_io_executor executor) : timer_(std::move(executor)) {}
    asio::awaitable<void> blink() {
        timer_.expires_after(std::chrono::seconds(1));
        co_await timer_.async_wait(asio::use_awaitable);
        ++blinks_;
    }

private:
    asio::steady_timer timer_;
    int blinks_ = 0;
};

struct Report {
    void operator()(std::exception_ptr) const noexcept;
};

class Harbour {
public:
    explicit Harbour(asio::any_io_executor executor) : executor_(std::move(executor)) {}

    asio::awaitable<void> launch(std::string name) {
        auto ship = std::make_shared<Ship>(executor_, std::move(name));
        co_await ship->sail();
    }

    asio::awaitable<void> place(int number) {
        auto buoy = std::make_shared<Buoy>(executor_);
        buoys_.emplace(number, buoy);
        return buoy->blink();
    }

    asio::awaitable<void> blink(int number) {
        auto buoy = buoys_.at(number);
        return buoy->blink();
    }

    void blinkAside() {
        auto buoy = std::make_shared<Buoy>(executor_);
        asio::co_spawn(executor_, [buoy]() -> asio::awaitable<void> { co_await buoy->blink(); }, Report{});
    }

private:
    asio::any_io_executor executor_;
    std::map<int, std::shared_ptr<Buoy>> buoys_;
};

} // namespace harbour
