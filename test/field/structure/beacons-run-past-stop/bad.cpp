// CASE: a loop of the object is started as a coroutine of its own and dropped; 'stop' ends the base without it.
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
        folly::coro::co_withExecutor(&base_, blink()).start();  // EXPECT: detached-task|unawaited-task|discarded-future
    }
    void stop() {
        stopped_ = true;
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
    bool stopped_ = false;
};

} // namespace beacons
