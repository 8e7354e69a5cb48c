// CASE: inside a continuation a second chain is started and not returned: the outer future is ready before the write is.
#include <folly/futures/Future.h>
#include <folly/executors/IOThreadPoolExecutor.h>
#include <cstdio>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace recorder {

class Tape {
public:
    folly::Future<folly::Unit> reserve(std::uint64_t upTo);
    folly::Future<std::size_t> put(std::uint64_t at, std::string bytes);
    folly::Future<folly::Unit> cut(std::uint64_t at);
};

class Track {
public:
    Track(std::shared_ptr<Tape> tape, folly::Executor::KeepAlive<> ex) : tape_(std::move(tape)), ex_(std::move(ex)) {}

    folly::Future<folly::Unit> append(std::string bytes, bool last) {
        const auto at = end_;
        end_ += bytes.size();
        auto room = folly::makeFuture();
        if (end_ > reserved_) {
            reserved_ = end_ * 2;
            room = tape_->reserve(reserved_);
        }
        return std::move(room).thenValue([tape = tape_, at, last, bytes = std::move(bytes)](folly::Unit) mutable {
            auto put = tape->put(at, std::move(bytes));
            std::move(put).thenValue([tape, at, last](std::size_t n) {  // EXPECT: unawaited-task|discarded-future
                return last ? tape->cut(at + n) : folly::makeFuture();
            });
        });
    }

    // Returned through both levels.
    folly::Future<std::size_t> replace(std::uint64_t at, std::string bytes) {
        return tape_->cut(at).thenValue([tape = tape_, at, bytes = std::move(bytes)](folly::Unit) mutable {
            return tape->put(at, std::move(bytes));
        });
    }

    std::uint64_t size() const { return end_; }

private:
    std::shared_ptr<Tape> tape_;
    folly::Executor::KeepAlive<> ex_;
    std::uint64_t end_ = 0;
    std::uint64_t reserved_ = 0;
};

folly::Future<folly::Unit> finish(Track& track, std::string tail) {
    return track.append(std::move(tail), true).ensure([] { std::puts("closed"); });
}

} // namespace recorder
