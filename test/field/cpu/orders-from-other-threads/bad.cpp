// CASE: a handler on the loop takes all orders from a queue that other threads go on filling
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/lockfree/queue.hpp>
#include <atomic>
#include <map>

namespace asio = boost::asio;

struct order {
    int table = 0;
    int dish = 0;
};

class kitchen {
public:
    explicit kitchen(asio::io_context& loop) : loop_(loop) {}

    // Called by the threads of the waiters.
    void call(order one) {
        orders_.push(one);
        if (!rung_.exchange(true))
            asio::post(loop_, [this] { take_all(); });  // EXPECT: loop-without-suspension
    }

private:
    void take_all() {
        rung_ = false;
        order one;
        while (orders_.pop(one))  // EXPECT-ALT: loop-without-suspension
            ++wanted_[one.dish];
    }

    asio::io_context& loop_;
    boost::lockfree::queue<order> orders_{128};
    std::atomic<bool> rung_{false};
    std::map<int, int> wanted_;
};
