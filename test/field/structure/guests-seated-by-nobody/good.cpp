// The guests are served in a scope that closing joins.
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
            served_.add(serve(std::move(guest)).scheduleOn(staff_));
        }
    }

    folly::coro::Task<void> close() {
        open_ = false;
        co_await door_.nextGuest();
        co_await served_.joinAsync();
    }

private:
    folly::coro::Task<void> serve(std::string guest) {
        try {
        co_await cook(guest);
        ++bills_;
        } catch (const std::exception& e) {
            std::printf("%s: %s\n", guest.c_str(), e.what());
        }
    }
    folly::coro::Task<void> cook(const std::string& dish);

    Door& door_;
    folly::Executor::KeepAlive<> staff_;
    folly::coro::AsyncScope served_;
    int bills_ = 0;
    bool open_ = true;
};

}  // namespace inn
