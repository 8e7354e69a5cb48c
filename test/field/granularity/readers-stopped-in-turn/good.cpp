// CASE: the readers of a round are stopped together, a bounded number at a time
#include <seastar/core/condition-variable.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
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
            co_await ss::max_concurrent_for_each(in_flight_, 200, [](std::unique_ptr<film_reader>& r) { return r->stop(); });
            in_flight_.clear();
        }
    }

private:
    ss::condition_variable wake_;
    std::deque<std::unique_ptr<film_reader>> pending_;
    std::deque<std::unique_ptr<film_reader>> in_flight_;
};
