#include <coro/coro.hpp>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <memory>
#include <random>
#include <sys/resource.h>
#include <utility>

namespace dice {

coro::task<void> pause(std::chrono::milliseconds d);
coro::task<bool> roll_once(unsigned sides);

std::minstd_rand& generator() {
    thread_local std::minstd_rand engine{std::random_device{}()};
    return engine;
}

class table {
public:
    explicit table(std::shared_ptr<coro::thread_pool> tp) : tp_(std::move(tp)) {}

    coro::task<int> play(int rounds) {
        co_await tp_->schedule();
        int won = 0;
        for (int i = 0; i < rounds; ++i) {
            co_await pause(std::chrono::milliseconds(generator()() % 50));
            won += co_await roll_once(generator()() % 6);
        }
        co_return won;
    }

    coro::task<bool> open_seats(rlim_t seats) {
        const rlimit wanted{seats, seats};
        if (::setrlimit(RLIMIT_NOFILE, &wanted) != 0) {
            const int why = errno;
            co_await pause(std::chrono::milliseconds(5));
            std::printf("no seats: %s\n", std::strerror(why));
            co_return false;
        }
        co_return true;
    }

    // Taken anew after each suspension; the value, not the reference, is kept.
    coro::task<unsigned> seed() {
        const auto first = generator()();
        co_await pause(std::chrono::milliseconds(1));
        co_return first ^ generator()();
    }

private:
    std::shared_ptr<coro::thread_pool> tp_;
};

} // namespace dice
