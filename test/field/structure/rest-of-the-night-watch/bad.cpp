// CASE: the watch logs whatever goes wrong in a round, and so also the word that it is to end: it walks for ever.
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <chrono>
#include <cstdio>
#include <exception>
#include <string>

namespace watch {

class Round {
public:
    folly::coro::Task<int> walk();
};

class NightWatch {
public:
    folly::coro::Task<void> run(Round& round) {
        for (;;) {
            try {
                doors_ += co_await round.walk();
                co_await folly::coro::sleep(std::chrono::minutes(10));
            } catch (const std::exception& e) {  // EXPECT: swallowed-cancellation
                std::printf("round failed: %s\n", e.what());
            }
        }
    }

private:
    int doors_ = 0;
};

}  // namespace watch
