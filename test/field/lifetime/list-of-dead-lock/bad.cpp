// CASE: a reference into what an awaited, temporary guard protects: the guard is gone at the end of the declaration.
#include <coroutine>
#include <folly/coro/Task.h>
#include <folly/coro/Mutex.h>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace toggles {

using Callback = std::function<folly::coro::Task<void>(bool)>;

/// Gives access to a value for as long as it lives.
template <typename T> class Access {
public:
    Access(T copy, std::unique_lock<folly::coro::Mutex> lock) : value_(std::move(copy)), lock_(std::move(lock)) {}
    T& operator*() { return value_; }
    T* operator->() { return &value_; }
    const T& value() const { return value_; }
private:
    T value_;
    std::unique_lock<folly::coro::Mutex> lock_;
};

class Switch {
public:
    folly::coro::Task<Access<std::vector<Callback>>> callbacks() {
        auto lock = co_await mutex_.co_scoped_lock();
        co_return Access<std::vector<Callback>>(callbacks_, std::move(lock));
    }

    folly::coro::Task<void> set(bool on) {
        auto& all = *co_await callbacks();  // EXPECT: await-result-dangles
        for (auto& callback : all) {
            co_await callback(on);
        }
    }

    folly::coro::Task<std::size_t> announce(std::string text) {
        std::size_t told = 0;
        for (const auto& callback : (co_await callbacks()).value()) {  // EXPECT: await-result-dangles
            co_await callback(!text.empty());
            ++told;
        }
        co_return told;
    }

    // A copy, a size and a lifetime-extended object.
    folly::coro::Task<bool> empty() {
        const std::vector<Callback> copy = (co_await callbacks()).value();
        const auto size = (co_await callbacks())->size();
        auto&& held = co_await callbacks();
        co_return copy.empty() && size == 0 && held->empty();
    }

private:
    folly::coro::Mutex mutex_;
    std::vector<Callback> callbacks_;
};

} // namespace toggles
