// CASE: the start of a shop turns on its lights aside; neither the start nor the stop waits for them.
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/sleep.hh>
#include <chrono>
#include <exception>

namespace shop {

using namespace std::chrono_literals;
seastar::future<bool> try_light(int row);

class Shop {
public:
    seastar::future<> start() {
        (void)light_up();  // EXPECT: detached-task|unawaited-task|discarded-future
        co_await open_door();
    }
    seastar::future<> stop() {
        closing_ = true;
        co_await gate_.close();
    }

private:
    seastar::future<> open_door();
    seastar::future<> light_up() {
        for (int row = 0; row < rows_; ++row) {
            while (!closing_ && !co_await try_light(row)) {
                co_await seastar::sleep(100ms);
            }
        }
    }

    seastar::gate gate_;
    bool closing_ = false;
    int rows_ = 12;
    int dark_ = 0;
};

}  // namespace shop
