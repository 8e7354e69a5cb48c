// CASE: the future of an outcome was moved to the one who waits; later the same member is asked and moved again.
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
#include <folly/futures/Future.h>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace relay {

enum class Outcome { delivered, withdrawn };
folly::coro::Task<void> hand(std::string letter);
folly::coro::Task<std::string> stamp(std::string letter);
folly::coro::Task<int> weigh(std::string letter);

class Courier {
public:
    folly::coro::Task<Outcome> ride(std::string letter) {
        folly::SemiFuture<Outcome> outcome = promise_.getSemiFuture();
        co_await hand(std::move(letter));
        const Outcome first = co_await std::move(outcome);
        if (first == Outcome::withdrawn) {
            std::puts("withdrawn, asking again");
            co_return co_await std::move(outcome);  // EXPECT: double-await
        }
        co_return first;
    }

    void withdraw() { promise_.setValue(Outcome::withdrawn); }

private:
    folly::Promise<Outcome> promise_;
};

folly::coro::Task<int> postage(std::string letter, bool express) {
    auto grams = weigh(letter);
    auto stamped = stamp(std::move(letter));
    auto both = folly::coro::collectAll(std::move(grams), std::move(stamped));
    const int cents = express ? 180 : 95;
    co_await std::move(both);
    co_return cents * co_await std::move(grams);  // EXPECT: double-await
}

// One await on each path, and a fresh task after the first was used up.
folly::coro::Task<std::string> stampTwice(std::string letter, bool again) {
    auto task = stamp(letter);
    if (!again) {
        co_return co_await std::move(task);
    }
    auto once = co_await std::move(task);
    task = stamp(std::move(once));
    co_return co_await std::move(task);
}

} // namespace relay
