// CASE: the continuation of a read waits for the write that it has begun, and for the flush behind it
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

class siphon {
public:
    siphon(inlet& from, outlet& to) : from_(from), to_(to) {}

    folly::Future<std::size_t> move_line() {
        return from_.take(4096).via(folly::getGlobalIOExecutor()).thenValue([this](std::string bytes) {
            total_ += to_.put(std::move(bytes)).get();  // EXPECT: blocking-wait
            to_.flush().wait();  // EXPECT: blocking-wait
            return total_;
        });
    }

private:
    inlet& from_;
    outlet& to_;
    std::size_t total_ = 0;
};
