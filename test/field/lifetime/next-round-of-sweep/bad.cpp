// CASE: a keeper drops idle guests in rounds; the timer of the next round holds plain 'this' and outlives the keeper.
#include <boost/asio.hpp>
#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <utility>

namespace inn {

struct Guest {
    void leave();
};

class Keeper : public std::enable_shared_from_this<Keeper> {
public:
    explicit Keeper(boost::asio::io_context& io) : timer_(std::make_shared<boost::asio::steady_timer>(io)) {}

    void welcome(std::shared_ptr<Guest> guest) { guests_.push_back(std::move(guest)); }

    void sweep(std::size_t target, std::chrono::milliseconds pause) {
        for (int n = 0; n < 8 && guests_.size() > target; ++n) {
            guests_.front()->leave();
            guests_.pop_front();
        }
        if (guests_.size() <= target) {
            return;
        }
        timer_->expires_after(pause);
        timer_->async_wait([this, target, pause, timer = timer_](const boost::system::error_code& ec) {  // EXPECT: detached-captures-local|dangling-this
            if (!ec) {
                sweep(target, pause);
            }
        });
    }

private:
    std::shared_ptr<boost::asio::steady_timer> timer_;
    std::deque<std::shared_ptr<Guest>> guests_;
};

void cleanUp(boost::asio::io_context& io, std::deque<std::shared_ptr<Guest>> guests) {
    auto keeper = std::make_shared<Keeper>(io);
    for (auto& guest : guests) {
        keeper->welcome(std::move(guest));
    }
    keeper->sweep(10, std::chrono::milliseconds(50));
}

}  // namespace inn
