// TU-SET: bad.cpp state.cpp
// CASE: whenever a watch is added, the event thread writes the whole state to disk before it serves the next client
#include "state.hpp"
#include <folly/io/async/EventBase.h>

class listener {
public:
    explicit listener(folly::EventBase& events) : events_(events) {}

    void add_watch(std::string path) {
        events_.runInEventBaseThread([this, path = std::move(path)]() mutable {
            watches_.push_back(std::move(path));
            if (!save_state(file_, watches_))  // EXPECT: blocking-file-io
                ++failures_;
        });
    }

private:
    folly::EventBase& events_;
    std::string file_;
    std::vector<std::string> watches_;
    unsigned failures_ = 0;
};
