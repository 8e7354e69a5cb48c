// TU-SET: bad.cpp packing.cpp
// CASE: when the handler has no executor of its own, each item of a stream is compressed on the I/O thread
#include "packing.hpp"
#include <folly/io/async/EventBase.h>
#include <functional>
#include <string>
#include <utility>

class item_stream {
public:
    item_stream(folly::EventBase* loop, std::function<void(std::string)> send) : loop_(loop), send_(std::move(send)) {}

    void next(std::string item) {
        loop_->runInEventBaseThread([this, item = std::move(item)] {
            std::string frame = packed(item, 3);  // EXPECT: heavy-call-on-executor
            send_(std::move(frame));
        });
    }

private:
    folly::EventBase* loop_;
    std::function<void(std::string)> send_;
};
