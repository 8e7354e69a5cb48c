// The helper gives the lock back before it waits.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <deque>
#include <mutex>
#include <string>
#include <utility>

namespace asio = boost::asio;

namespace barrel {

asio::awaitable<void> draw(std::string jug);

class Barrel {
public:
    void order(std::string jug) {
        std::lock_guard<std::mutex> lock(lid_);
        waiting_.push_back(std::move(jug));
    }

    asio::awaitable<int> serve() {
        int served = 0;
        for (;;) {
            std::unique_lock<std::mutex> lock(lid_);
            if (waiting_.empty()) {
                co_return served;
            }
            co_await serveOne(std::move(lock));
            ++served;
        }
    }

private:
    asio::awaitable<void> serveOne(std::unique_lock<std::mutex> lock) {
        std::string jug = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        co_await draw(std::move(jug));
    }

    std::mutex lid_;
    std::deque<std::string> waiting_;
};

}  // namespace barrel
