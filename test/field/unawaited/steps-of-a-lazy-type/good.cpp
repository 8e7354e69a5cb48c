#include <coroutine>
#include <exception>
#include <string>
#include <utility>

namespace depot {

class [[nodiscard]] Step {
public:
    struct promise_type {
        std::coroutine_handle<> next;
        std::exception_ptr error;
        Step get_return_object() { return Step(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        struct Last {
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept {
                return h.promise().next ? h.promise().next : std::noop_coroutine();
            }
            void await_resume() noexcept {}
        };
        Last final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() { error = std::current_exception(); }
    };

    explicit Step(std::coroutine_handle<promise_type> h) : handle_(h) {}
    Step(Step&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
    ~Step() { if (handle_) handle_.destroy(); }

    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) noexcept {
        handle_.promise().next = caller;
        return handle_;
    }
    void await_resume() { if (handle_.promise().error) std::rethrow_exception(handle_.promise().error); }

private:
    std::coroutine_handle<promise_type> handle_;
};

struct Socket {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> h) noexcept;
    void await_resume() const noexcept {}
};
Socket write(std::string text);

class Journal {
public:
    Step append(std::string line) { co_await write(std::move(line)); }
    Step commit() { co_await write("commit"); }
    Step rollback() { co_await write("rollback"); }

    Step finish(bool good) {
        co_await append("end");
        co_await (good ? commit() : rollback());
    }

    Step note(const std::string& who) { return append("by " + who); }

    Step shelve(std::string what, std::string who) {
        co_await append("shelve " + what);
        if (!who.empty()) {
            co_await note(who);
        }
        co_await commit();
    }
};

} // namespace depot
