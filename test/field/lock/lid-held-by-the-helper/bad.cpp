// CASE: a coroutine lends its lock to a helper coroutine, which waits for the cellar with it.
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
            co_await serveOne(lock);  // EXPECT: lock-across-suspension
            ++served;
        }
    }

private:
    asio::awaitable<void> serveOne(std::unique_lock<std::mutex>& lock) {
        std::string jug = std::move(waiting_.front());
        waiting_.pop_front();
        co_await draw(std::move(jug));  // EXPECT-ALT: lock-across-suspension
        lock.unlock();
    }

    std::mutex lid_;
    std::deque<std::string> waiting_;
};

}  // namespace barrel
