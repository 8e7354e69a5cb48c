// CASE: dialling takes a token, and the loop that dials again after each time-out never looks at it.
#include <folly/CancellationToken.h>
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <utility>

namespace telephone {

struct NoAnswer : std::runtime_error {
    using std::runtime_error::runtime_error;
};

enum class Dialled { connected, hung_up };

class Line {
public:
    folly::coro::Task<void> ring(std::string number, std::chrono::milliseconds patience);
};

class Caller {
public:
    explicit Caller(Line& line) : line_(line) {}

    folly::coro::Task<Dialled> dial(std::string number, folly::CancellationToken hangUp) {  // EXPECT-ALT: ignored-stop-token
        while (true) {  // EXPECT: ignored-stop-token
            bool again = false;
            try {
                co_await line_.ring(number, std::chrono::seconds(2));
                co_return Dialled::connected;
            } catch (const NoAnswer& e) {
                std::printf("%s: %s\n", number.c_str(), e.what());
                again = ++tries_ % 50 != 0;
            }
            if (!again) {
                std::puts("still dialling");
            }
        }
    }

private:
    Line& line_;
    int tries_ = 0;
};

}  // namespace telephone
