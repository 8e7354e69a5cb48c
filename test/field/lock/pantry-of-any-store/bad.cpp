// CASE: a pantry over any store, as a class template: the guard of its mutex lives while the store is asked.
#include <folly/coro/Task.h>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace pantry {

template <typename Store>
class Pantry {
public:
    explicit Pantry(Store& store) : store_(store) {}

    template <typename Measure>
    folly::coro::Task<int> take(std::string what, Measure&& measure) {
        const std::scoped_lock both(shelves_, prices_);
        auto [it, fresh] = kept_.try_emplace(what, 0);
        if (fresh) {
            it->second = measure(co_await store_.fetch(what));  // EXPECT: lock-across-suspension
        }
        co_return it->second;
    }

private:
    Store& store_;
    std::mutex shelves_;
    std::mutex prices_;
    std::map<std::string, int> kept_;
};

class Cellar {
public:
    folly::coro::Task<std::string> fetch(std::string what);
};

folly::coro::Task<int> dinner(Pantry<Cellar>& pantry) {
    const int rice = co_await pantry.take("rice", [](const std::string& sack) { return static_cast<int>(sack.size()); });
    co_return rice + 1;
}

}  // namespace pantry
