// CASE: loops that never ask their token themselves: what they wait for hears of the stop, or somebody closes it.
#include <folly/CancellationToken.h>
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>

namespace mill {

using folly::coro::Task;
using namespace std::chrono_literals;

class Belt {
public:
    Task<void> open(std::stop_token stop);
    Task<std::string> next();
    void close();
};

Task<void> grind(std::string grain);
Task<void> turn(folly::CancellationToken stop);

class Mill {
public:
    // The belt was told of the stop, and its next() throws then.
    Task<void> run(Belt& belt, std::stop_token stop) {
        co_await belt.open(stop);
        for (;;) {
            co_await grind(co_await belt.next());
        }
    }

    // A callback closes the belt.
    Task<void> runAgain(Belt& belt, std::stop_token stop) {
        std::stop_callback closing(stop, [&belt] { belt.close(); });
        while (true) {
            co_await grind(co_await belt.next());
        }
    }

    // Each round hands it on.
    Task<void> turnAlways(folly::CancellationToken stop) {
        while (true) {
            co_await turn(stop);
            co_await folly::coro::sleep(1s);
        }
    }

    // The work goes around with the token, and this one only counts.
    Task<int> turns(folly::CancellationToken stop, int most) {
        int done = 0;
        co_await folly::coro::co_withCancellation(stop, turn(stop));
        for (int i = 0; i < most; ++i) {
            ++done;
        }
        co_return done;
    }
};

} // namespace mill
