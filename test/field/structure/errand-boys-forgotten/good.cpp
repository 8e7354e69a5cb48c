// Closing joins the group.
#include <folly/coro/AsyncScope.h>
#include <folly/coro/Task.h>
#include <folly/Executor.h>
#include <folly/coro/BlockingWait.h>
#include <string>
#include <utility>

namespace shop {

folly::coro::Task<void> carry(std::string parcel, std::string street);

class Shop {
public:
    explicit Shop(folly::Executor::KeepAlive<> boys) : boys_(std::move(boys)) {}
    ~Shop() {
        open_ = false;
        folly::coro::blockingWait(errands_.joinAsync());
    }

    void order(std::string parcel, std::string street) {
        if (!open_) {
            return;
        }
        errands_.add(carry(std::move(parcel), std::move(street)).scheduleOn(boys_));
    }

private:
    folly::Executor::KeepAlive<> boys_;
    folly::coro::AsyncScope errands_;
    bool open_ = true;
};

}  // namespace shop
