// CASE: an own lazy task gives the scoped latch of a loom; one weaver keeps the task where it meant the latch.
#include <coroutine>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace loom {

template <typename T> class [[nodiscard]] Lazy;

namespace detail {
template <typename T> struct Slot {
    std::optional<T> value;
    template <typename U> void return_value(U&& u) { value.emplace(std::forward<U>(u)); }
    T take() { return std::move(*value); }
};
template <> struct Slot<void> {
    void return_void() {}
    void take() {}
};
}  // namespace detail

template <typename T> class [[nodiscard]] Lazy {
public:
    struct promise_type : detail::Slot<T> {
        std::coroutine_handle<> back = std::noop_coroutine();
        std::exception_ptr error;
        Lazy get_return_object() { return Lazy(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        auto final_suspend() noexcept {
            struct Back {
                bool await_ready() noexcept { return false; }
                std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept { return h.promise().back; }
                void await_resume() noexcept {}
            };
            return Back{};
        }
        void unhandled_exception() { error = std::current_exception(); }
    };
    Lazy(Lazy&& other) noexcept : h_(std::exchange(other.h_, {})) {}
    ~Lazy() {
        if (h_) {
            h_.destroy();
        }
    }
    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) {
        h_.promise().back = h;
        return h_;
    }
    T await_resume() {
        if (h_.promise().error) {
            std::rethrow_exception(h_.promise().error);
        }
        return h_.promise().take();
    }

private:
    explicit Lazy(std::coroutine_handle<promise_type> h) : h_(h) {}
    std::coroutine_handle<promise_type> h_;
};

/// A latch that tasks wait for without holding their thread.
class Latch {
public:
    Lazy<void> acquire();
    void lock();
    void unlock() noexcept;
    Lazy<std::unique_lock<Latch>> scoped() {
        co_await acquire();
        co_return std::unique_lock<Latch>(*this, std::adopt_lock);
    }
};

class Loom {
public:
    Lazy<void> thread(std::string colour) {
        auto held = co_await latch_.scoped();
        co_await pull(colour);
        colours_.push_back(std::move(colour));
    }

    Lazy<void> cut() {
        auto held = latch_.scoped();  // EXPECT: missing-await-on-lock
        if (colours_.empty()) {
            co_return;
        }
        co_await pull(colours_.back());
        colours_.pop_back();
    }

private:
    Lazy<void> pull(std::string colour);

    Latch latch_;
    std::vector<std::string> colours_;
};

}  // namespace loom
