// CASE: write and flush are continuations, too
#include <folly/executors/GlobalExecutor.h>
#include <folly/futures/Future.h>
#include <cstddef>
#include <memory>
#include <string>

struct inlet {
    folly::SemiFuture<std::string> take(std::size_t most);
};
struct outlet {
    folly::Future<std::size_t> put(std::string bytes);
    folly::Future<folly::Unit> flush();
};

class siphon : public std::enable_shared_from_this<siphon> {
public:
    siphon(inlet& from, outlet& to) : from_(from), to_(to) {}

    folly::Future<std::size_t> move_line() {
        return from_.take(4096)
            .via(folly::getGlobalIOExecutor())
            .thenValue([self = shared_from_this()](std::string bytes) { return self->to_.put(std::move(bytes)); })
            .thenValue([self = shared_from_this()](std::size_t written) {
                self->total_ += written;
                return self->to_.flush();
            })
            .thenValue([self = shared_from_this()](folly::Unit) { return self->total_; });
    }

private:
    inlet& from_;
    outlet& to_;
    std::size_t total_ = 0;
};
