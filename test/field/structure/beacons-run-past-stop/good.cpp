#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <folly/io/async/EventBase.h>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace beacons {

using namespace std::chrono_literals;

class Coast {
public:
    explicit Coast(folly::EventBase& base) : base_(base) {}

    void start() {
        running_.push_back(folly::coro::co_withExecutor(&base_, blink()).start());
    }
    void stop() {
        stopped_ = true;
        for (auto& one : running_) {
            std::move(one).get();
        }
        base_.terminateLoopSoon();
    }

private:
    folly::coro::Task<void> flash(const std::string& where);
    folly::coro::Task<void> blink() {
        while (!stopped_) {
            for (const auto& one : lights_) {
                co_await flash(one);
            }
            co_await folly::coro::sleep(1s);
        }
    }

    folly::EventBase& base_;
    std::vector<std::string> lights_;
    std::vector<folly::SemiFuture<folly::Unit>> running_;
    bool stopped_ = false;
};

} // namespace beacons
