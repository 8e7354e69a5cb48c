// FLAGS: -std=c++23
// Lambda coroutines whose closure, or whose arguments, live as long as the coroutine does.
#include <folly/coro/BlockingWait.h>
#include <folly/coro/Collect.h>
#include <folly/coro/Invoke.h>
#include <folly/coro/Task.h>
#include <folly/executors/GlobalExecutor.h>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace garden {

using folly::coro::Task;
struct Bed { std::string plant; int litres = 0; };
Task<void> water(std::string plant, int litres);
Task<int> measure(std::string plant);

Task<void> waterAll(std::vector<Bed> beds, int extra) {
    std::vector<Task<void>> work;
    for (auto& bed : beds) {
        // The captures move into the frame with the explicit object parameter.
        work.push_back([bed = std::move(bed), extra](this auto) -> Task<void> {
            const int seen = co_await measure(bed.plant);
            co_await water(bed.plant, bed.litres + extra - seen);
        }());
    }
    co_await folly::coro::collectAllRange(std::move(work));
}

Task<int> sum(std::vector<Bed> beds) {
    int total = 0;
    const auto add = [&](const Bed& bed) -> Task<void> { total += co_await measure(bed.plant); };
    for (const auto& bed : beds) {
        co_await add(bed);
    }
    co_await [&]() -> Task<void> { total += co_await measure("weeds"); }();
    co_return total;
}

Task<std::pair<int, int>> compare(std::string a, std::string b) {
    auto one = [](std::string plant) -> Task<int> { co_return co_await measure(std::move(plant)); };
    auto [x, y] = co_await folly::coro::collectAll(one(std::move(a)), one(std::move(b)));
    co_return std::pair{x, y};
}

// co_invoke keeps the closure.
folly::SemiFuture<folly::Unit> start(std::string plant, int litres) {
    auto task = folly::coro::co_invoke([plant = std::move(plant), litres]() -> Task<void> {
        co_await water(plant, litres);
        co_await water(plant, 1);
    });
    return std::move(task).semi();
}

int measureNow(const std::string& plant) {
    return folly::coro::blockingWait([&]() -> Task<int> { co_return co_await measure(plant); }());
}

// The closure is static.
Task<int> shared(std::string plant) {
    static const int offset = 3;
    static const auto shifted = [scale = 2](std::string p) -> Task<int> { co_return scale * co_await measure(p) + offset; };
    return shifted(std::move(plant));
}

} // namespace garden
