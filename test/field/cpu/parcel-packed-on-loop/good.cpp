// CASE: a pool for computing compresses, and the I/O thread only sends
#include "packing.hpp"
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <folly/io/async/EventBase.h>
#include <functional>
#include <string>
#include <utility>

class item_stream {
public:
    item_stream(folly::EventBase* loop, folly::CPUThreadPoolExecutor& workers, std::function<void(std::string)> send)
        : loop_(loop), workers_(workers), send_(std::move(send)) {}

    void next(std::string item) {
        workers_.add([this, item = std::move(item)] {
            loop_->runInEventBaseThread([this, frame = packed(item, 3)] { send_(frame); });
        });
    }

private:
    folly::EventBase* loop_;
    folly::CPUThreadPoolExecutor& workers_;
    std::function<void(std::string)> send_;
};
