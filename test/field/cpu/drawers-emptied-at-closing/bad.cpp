// TU-SET: bad.cpp lib.cpp
// CASE: at the closing of a branch all cards of all readers are given back and destroyed in one call
#include "card_index.hpp"
#include <seastar/core/coroutine.hh>
#include <seastar/core/gate.hh>

namespace ss = seastar;

class branch {
public:
    explicit branch(shelf_space& space) : index_(space) {}

    ss::future<> close() {
        open_ = false;
        co_await visitors_.close();
        index_.clear();  // EXPECT: cpu-loop-on-executor
        co_await report_closed();
    }

private:
    ss::future<> report_closed();
    bool open_ = true;
    ss::gate visitors_;
    card_index index_;
};
