// CASE: an eviction loop stops the readers that it has taken out one by one; the stop of a node waits for each of them
#include <seastar/core/condition-variable.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <deque>
#include <memory>
#include <utility>

namespace ss = seastar;

class film_reader {
public:
    ss::future<> stop();
};

class projector {
public:
    ss::future<> evict_forever() {
        while (true) {
            co_await wake_.wait([this] { return !pending_.empty(); });
            in_flight_ = std::exchange(pending_, {});
            while (!in_flight_.empty()) {  // EXPECT-HINT: await-in-loop
                co_await in_flight_.front()->stop();  // EXPECT-ALT: await-in-loop
                in_flight_.pop_front();
            }
        }
    }

private:
    ss::condition_variable wake_;
    std::deque<std::unique_ptr<film_reader>> pending_;
    std::deque<std::unique_ptr<film_reader>> in_flight_;
};
