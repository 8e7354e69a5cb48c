// CASE: an own spin lock, held by an ordinary guard over the wait for the ticket.
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
        std::lock_guard<Spin> turn(spin_);  // EXPECT-ALT: lock-across-suspension
        if (co_await readTicket(std::move(ticket))) {  // EXPECT: lock-across-suspension
            ++passed_;
        }
        co_return passed_;
    }

private:
    Spin spin_;
    int passed_ = 0;
};

}  // namespace turnstile
