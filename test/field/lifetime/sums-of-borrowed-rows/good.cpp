// The list has a name.
#include <coroutine>
#include <exception>
#include <utility>
#include <vector>

namespace sums {

template <typename T> class Generator {
public:
    struct promise_type {
        T value{};
        Generator get_return_object() { return Generator(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        std::suspend_always yield_value(T v) {
            value = std::move(v);
            return {};
        }
        void return_void() noexcept {}
        void unhandled_exception() { throw; }
    };
    struct sentinel {};
    struct iterator {
        std::coroutine_handle<promise_type> h;
        iterator& operator++() {
            h.resume();
            return *this;
        }
        const T& operator*() const { return h.promise().value; }
        bool operator!=(sentinel) const { return !h.done(); }
    };
    Generator(Generator&& other) noexcept : h_(std::exchange(other.h_, {})) {}
    ~Generator() {
        if (h_) {
            h_.destroy();
        }
    }
    iterator begin() {
        h_.resume();
        return {h_};
    }
    sentinel end() { return {}; }

private:
    explicit Generator(std::coroutine_handle<promise_type> h) : h_(h) {}
    std::coroutine_handle<promise_type> h_;
};

std::vector<int> rowsOf(int page);

Generator<int> running(const std::vector<int>& rows) {
    int sum = 0;
    for (int row : rows) {
        sum += row;
        co_yield sum;
    }
}

int highest(int page) {
    int best = 0;
    const auto rows = rowsOf(page);
    for (int sum : running(rows)) {
        best = sum > best ? sum : best;
    }
    return best;
}

}  // namespace sums
