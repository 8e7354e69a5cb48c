// CASE: each guest of an inn is served by a task that is started and dropped; closing waits for nobody, and an error is lost.
#include <folly/Executor.h>
#include <folly/coro/AsyncScope.h>
#include <folly/coro/Task.h>
#include <cstdio>
#include <exception>
#include <string>
#include <utility>

namespace inn {

class Door {
public:
    folly::coro::Task<std::string> nextGuest();
};

class Inn {
public:
    Inn(Door& door, folly::Executor::KeepAlive<> staff) : door_(door), staff_(std::move(staff)) {}

    folly::coro::Task<void> open() {
        while (open_) {
            auto guest = co_await door_.nextGuest();
            serve(std::move(guest)).scheduleOn(staff_).start();  // EXPECT: detached-task|discarded-future|unawaited-task|dangling-this
        }
    }

    folly::coro::Task<void> close() {
        open_ = false;
        co_await door_.nextGuest();
    }

private:
    folly::coro::Task<void> serve(std::string guest) {
        co_await cook(guest);
        ++bills_;
    }
    folly::coro::Task<void> cook(const std::string& dish);

    Door& door_;
    folly::Executor::KeepAlive<> staff_;
    int bills_ = 0;
    bool open_ = true;
};

}  // namespace inn
