#include <coroutine>
#include <exception>
#include <optional>
#include <string>
#include <utility>

namespace phone {

template <typename T = void>
class [[nodiscard]] Promise {
public:
    struct promise_type {
        std::coroutine_handle<> waiting;
        std::exception_ptr error;
        Promise get_return_object() { return Promise(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        auto final_suspend() noexcept {
            struct Resume {
                bool await_ready() noexcept { return false; }
                std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept {
                    auto next = h.promise().waiting;
                    return next ? next : std::noop_coroutine();
                }
                void await_resume() noexcept {}
            };
            return Resume{};
        }
        void unhandled_exception() { error = std::current_exception(); }
        void return_void() {}
    };

    explicit Promise(std::coroutine_handle<promise_type> h) : handle_(h) {}
    Promise(Promise&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
    ~Promise() {
        if (handle_) {
            handle_.destroy();
        }
    }
    bool await_ready() const { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) {
        handle_.promise().waiting = h;
        return handle_;
    }
    void await_resume() {
        if (handle_.promise().error) {
            std::rethrow_exception(handle_.promise().error);
        }
    }

private:
    std::coroutine_handle<promise_type> handle_;
};

struct Line { int number = 0; };

Promise<> talk(Line& line);
Promise<> hangUp(Line& line, std::optional<std::string> why);

class Exchange {
public:
    Promise<> serve(Line& line) {
        std::optional<std::string> why;
        try {
            co_await talk(line);
        } catch (const std::exception& e) {
            why = e.what();
        }
        co_await hangUp(line, why);
        --busy_;
    }

    // Not a coroutine: whoever calls it awaits what it hands on.
    Promise<> close(Line& line) {
        auto farewell = hangUp(line, std::nullopt);
        return farewell;
    }

private:
    int busy_ = 0;
};

} // namespace phone
