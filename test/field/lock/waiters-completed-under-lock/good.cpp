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
        std::vector<folly::Promise<folly::Unit>> ready;
        {
            std::lock_guard<std::mutex> l(mutex_);
            stopped_ = true;
            ready.swap(waiting_);
        }
        for (auto& promise : ready) {
            promise.setValue(folly::unit);
        }
    }

    void fail(std::string why) {
        std::unique_lock<std::mutex> l(mutex_);
        reason_ = why;
        if (waiting_.empty()) {
            return;
        }
        auto first = std::move(waiting_.front());
        waiting_.erase(waiting_.begin());
        l.unlock();
        first.setException(folly::exception_wrapper::of(std::runtime_error(why)));
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
