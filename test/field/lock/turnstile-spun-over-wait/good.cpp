// The count is taken under the lock, and the lock is free while the ticket comes.
#include <async_simple/coro/Lazy.h>
#include <async_simple/coro/Sleep.h>
#include <atomic>
#include <mutex>
#include <string>
#include <utility>

namespace turnstile {

class Spin {
public:
    void lock() noexcept {
        while (busy_.test_and_set(std::memory_order_acquire)) {
        }
    }
    void unlock() noexcept { busy_.clear(std::memory_order_release); }

private:
    std::atomic_flag busy_ = ATOMIC_FLAG_INIT;
};

async_simple::coro::Lazy<bool> readTicket(std::string ticket);

class Turnstile {
public:
    async_simple::coro::Lazy<int> pass(std::string ticket) {
        const bool valid = co_await readTicket(std::move(ticket));
        std::lock_guard<Spin> turn(spin_);
        if (valid) {
            ++passed_;
        }
        co_return passed_;
    }

private:
    Spin spin_;
    int passed_ = 0;
};

}  // namespace turnstile
