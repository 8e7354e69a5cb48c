// CASE: the tickets are written by a task that looks at them through a span, and the list ends with the plain function.
#include <coroutine>
#include <exception>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace theatre {

/// Runs at once, and goes on alone; whoever wants may wait.
class [[nodiscard]] Act {
public:
    struct promise_type {
        std::coroutine_handle<> back;
        Act get_return_object() { return Act(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void return_void() noexcept {}
        void unhandled_exception() noexcept { std::terminate(); }
    };
    Act(Act&& other) noexcept : h_(std::exchange(other.h_, {})) {}
    bool await_ready() const noexcept { return !h_ || h_.done(); }
    void await_suspend(std::coroutine_handle<> h) noexcept { h_.promise().back = h; }
    void await_resume() const noexcept {}

private:
    explicit Act(std::coroutine_handle<promise_type> h) : h_(h) {}
    std::coroutine_handle<promise_type> h_;
};

struct Ticket {
    int row = 0;
    int seat = 0;
};

Act print(Ticket ticket);
std::vector<Ticket> ticketsOf(const std::string& party);

Act printAll(std::span<const Ticket> tickets) {
    for (const Ticket& ticket : tickets) {
        co_await print(ticket);
    }
}

class Office {
public:
    Act admit(const std::string& party) {
        auto tickets = ticketsOf(party);
        admitted_ += static_cast<int>(tickets.size());
        return printAll(tickets);  // EXPECT: dangling-parameter
    }

    Act admitSlowly(std::string party) {
        auto tickets = ticketsOf(party);
        co_await printAll(tickets);
        admitted_ += static_cast<int>(tickets.size());
    }

private:
    int admitted_ = 0;
};

}  // namespace theatre
