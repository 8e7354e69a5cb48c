// The tasks are collected, and awaited.
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace nursery {

folly::coro::Task<void> water(std::string seedling);
void note(std::size_t watered);

class Nursery {
public:
    folly::coro::Task<void> morning(std::vector<std::string> seedlings) {
        std::vector<folly::coro::Task<void>> watering;
        watering.reserve(seedlings.size());
        std::transform(seedlings.begin(), seedlings.end(), std::back_inserter(watering),
                       [](std::string& seedling) { return water(std::move(seedling)); });
        note(watering.size());
        co_await folly::coro::collectAllRange(std::move(watering));
        co_await water("the last one");
    }
};

}  // namespace nursery
