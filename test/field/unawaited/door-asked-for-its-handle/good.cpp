// The answer of the door is awaited.
#include <coroutine>
#include <exception>
#include <optional>
#include <string>
#include <utility>

namespace house {

template <typename T> class [[nodiscard]] Promise {
public:
    struct promise_type {
        std::optional<T> value;
        std::coroutine_handle<> back = std::noop_coroutine();
        Promise get_return_object() { return Promise(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_never initial_suspend() noexcept { return {}; }
        auto final_suspend() noexcept {
            struct Back {
                bool await_ready() noexcept { return false; }
                std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept { return h.promise().back; }
                void await_resume() noexcept {}
            };
            return Back{};
        }
        void return_value(T v) { value = std::move(v); }
        void unhandled_exception() noexcept { std::terminate(); }
    };
    Promise(Promise&& other) noexcept : h_(std::exchange(other.h_, {})) {}
    ~Promise() {
        if (h_) {
            h_.destroy();
        }
    }
    explicit operator bool() const noexcept { return static_cast<bool>(h_); }
    bool await_ready() const noexcept { return h_.done(); }
    void await_suspend(std::coroutine_handle<> h) noexcept { h_.promise().back = h; }
    T await_resume() { return std::move(*h_.promise().value); }

private:
    explicit Promise(std::coroutine_handle<promise_type> h) : h_(h) {}
    std::coroutine_handle<promise_type> h_;
};

class Door {
public:
    Promise<bool> isLocked();
    Promise<bool> open(std::string key);
};

Promise<int> enter(Door& door, std::string key) {
    if (co_await door.isLocked()) {
        if (!co_await door.open(std::move(key))) {
            co_return 0;
        }
    }
    co_return 1;
}

}  // namespace house
