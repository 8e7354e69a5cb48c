// CASE: errno is read after a suspension, where it may be that of another thread or another call.
#include <sys/socket.h>
#include <cerrno>
#include <coroutine>
#include <cstring>
#include <exception>
#include <string>
#include <system_error>

namespace line {

template <typename T>
struct [[nodiscard]] Task {
    struct promise_type {
        T value{};
        std::coroutine_handle<> caller;
        Task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() noexcept { return {}; }
        struct Last {
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept { return h.promise().caller; }
            void await_resume() noexcept {}
        };
        Last final_suspend() noexcept { return {}; }
        void return_value(T v) { value = std::move(v); }
        void unhandled_exception() { std::terminate(); }
    };
    std::coroutine_handle<promise_type> handle;
    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) { handle.promise().caller = h; return handle; }
    T await_resume() { return std::move(handle.promise().value); }
};

struct Pause {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> h) noexcept;
    void await_resume() const noexcept {}
};
Pause untilWritable(int socket);
Task<int> report(std::string what);

Task<bool> sendAll(int socket, std::string text) {
    std::size_t sent = 0;
    while (sent < text.size()) {
        ssize_t n = ::send(socket, text.data() + sent, text.size() - sent, MSG_DONTWAIT);
        if (n >= 0) {
            sent += static_cast<std::size_t>(n);
            continue;
        }
        co_await report("partly sent");
        if (errno != EAGAIN) {  // EXPECT: thread-local-across-suspension
            co_return false;
        }
        co_await untilWritable(socket);
    }
    co_return true;
}

Task<int> openLine(int socket, const sockaddr* to, socklen_t size) {
    int& reason = errno;  // EXPECT: thread-local-across-suspension
    if (::connect(socket, to, size) == 0) {
        co_return 0;
    }
    co_await report("connecting");
    co_return reason;
}

} // namespace line
