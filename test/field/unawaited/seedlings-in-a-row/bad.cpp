// CASE: the lazy tasks of all seedlings are made by std::transform, and only counted.
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
        std::transform(seedlings.begin(), seedlings.end(), std::back_inserter(watering),  // EXPECT-ALT: unawaited-task
                       [](std::string& seedling) { return water(std::move(seedling)); });  // EXPECT: unawaited-task
        note(watering.size());
        co_await water("the last one");
    }
};

}  // namespace nursery
