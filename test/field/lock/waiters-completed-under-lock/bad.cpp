// CASE: promises of waiting readers are completed inside the buffer's lock; their continuations run there, inline.
#include <folly/futures/Future.h>
#include <cstddef>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace conveyor {

struct Parcel { std::string to; std::size_t grams = 0; };

class Belt {
public:
    folly::SemiFuture<folly::Unit> wait() {
        std::lock_guard<std::mutex> l(mutex_);
        waiting_.emplace_back();
        return waiting_.back().getSemiFuture();
    }

    void put(Parcel p) {
        std::vector<folly::Promise<folly::Unit>> ready;
        {
            std::lock_guard<std::mutex> l(mutex_);
            parcels_.push_back(std::move(p));
            ready.swap(waiting_);
        }
        for (auto& promise : ready) {
            promise.setValue(folly::unit);
        }
    }

    void stop() {
        std::lock_guard<std::mutex> l(mutex_);
        stopped_ = true;
        for (auto& promise : waiting_) {
            promise.setValue(folly::unit);  // EXPECT: callout-under-lock
        }
        waiting_.clear();
    }

    void fail(std::string why) {
        std::unique_lock<std::mutex> l(mutex_);
        reason_ = why;
        if (!waiting_.empty()) {
            waiting_.front().setException(folly::exception_wrapper::of(std::runtime_error(why)));  // EXPECT: callout-under-lock
            waiting_.erase(waiting_.begin());
        }
    }

    // Fresh promise, nobody has its future yet.
    folly::SemiFuture<folly::Unit> waitOrDone() {
        std::lock_guard<std::mutex> l(mutex_);
        folly::Promise<folly::Unit> promise;
        if (stopped_ || !parcels_.empty()) {
            return folly::makeSemiFuture();
        }
        auto future = promise.getSemiFuture();
        waiting_.push_back(std::move(promise));
        return future;
    }

private:
    std::mutex mutex_;
    std::deque<Parcel> parcels_;
    std::vector<folly::Promise<folly::Unit>> waiting_;
    std::string reason_;
    bool stopped_ = false;
};

} // namespace conveyor
