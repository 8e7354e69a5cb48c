#include <folly/coro/Mutex.h>
#include <folly/coro/Task.h>
#include <chrono>
#include <deque>
#include <map>
#include <string>
#include <utility>

namespace billing {

using Clock = std::chrono::steady_clock;
struct Bucket { Clock::time_point begin; long calls = 0; };

folly::coro::Task<long> fetchUsage(std::string tenant, Clock::time_point since);
folly::coro::Task<void> store(const std::deque<Bucket>& buckets);

class Meter {
public:
    folly::coro::Task<void> collect(std::string tenant) {
        auto guard = co_await mutex_.co_scoped_lock();
        const auto begin = buckets_.back().begin;
        const long calls = co_await fetchUsage(std::move(tenant), begin);
        buckets_.back().calls += calls;
        co_await store(buckets_);
    }

    folly::coro::Task<void> rotate() {
        auto guard = co_await mutex_.co_scoped_lock();
        buckets_.push_back({Clock::now(), 0});
        while (buckets_.size() > 24) {
            buckets_.pop_front();
        }
        co_await store(buckets_);
    }

    // Lock and unlock by hand, awaited.
    folly::coro::Task<long> total() {
        co_await mutex_.co_lock();
        long sum = 0;
        for (const auto& b : buckets_) {
            sum += b.calls;
        }
        mutex_.unlock();
        co_return sum;
    }

private:
    folly::coro::Mutex mutex_;
    std::deque<Bucket> buckets_{Bucket{}};
};

} // namespace billing
