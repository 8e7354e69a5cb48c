// CASE: a request coroutine waits for its reply with the mutex held that the thread needs which delivers the reply.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace asio = boost::asio;

namespace depot {

class Request {
public:
    explicit Request(asio::any_io_executor ex) : timer_(std::move(ex)) {}

    /// Called by the thread that reads replies.
    void deliver(std::string reply) {
        std::lock_guard lock(mutex_);
        reply_ = std::move(reply);
        timer_.cancel();
    }

    asio::awaitable<std::string> wait(std::chrono::seconds limit) {
        std::unique_lock lock(mutex_);
        if (!reply_) {
            timer_.expires_after(limit);
            boost::system::error_code ec;
            co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, ec));  // EXPECT: lock-across-suspension
        }
        co_return reply_.value_or("no reply");
    }

    asio::awaitable<std::string> waitTwice(std::chrono::seconds limit) {
        std::string first;
        if (std::lock_guard lock(mutex_); reply_) {
            first = *reply_;
        }
        if (first.empty()) {
            first = co_await wait(limit);
        }
        co_return first;
    }

    asio::awaitable<bool> waitQuietly() {
        std::optional<std::lock_guard<std::mutex>> lock;
        lock.emplace(mutex_);
        const bool there = reply_.has_value();
        timer_.expires_after(std::chrono::milliseconds(10));
        boost::system::error_code ec;
        co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, ec));  // EXPECT: lock-across-suspension
        lock.reset();
        co_return there;
    }

private:
    std::mutex mutex_;
    asio::steady_timer timer_;
    std::optional<std::string> reply_;
};

} // namespace depot
