// TU-SET: good.cpp good_lib.cpp
// CASE: reader by reader, and others run in between
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
        co_await index_.clear_gently();
        co_await report_closed();
    }

private:
    ss::future<> report_closed();
    bool open_ = true;
    ss::gate visitors_;
    card_index index_;
};
