// CASE (corrected): the permit is awaited.
// TU-SET: good.cpp
#include "Mutex.h"
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <string>
#include <vector>

namespace attic {

seastar::future<> pack(std::string box);
seastar::future<> start_new_box();

class Attic {
public:
    seastar::future<> tidy() {
        auto inside = gate_.hold();
        auto rolling = co_await rolling_.permit();
        if (boxes_.empty()) {
            co_return;
        }
        co_await pack(boxes_.back());
        co_await start_new_box();
        boxes_.push_back("new");
    }

private:
    seastar::gate gate_;
    FiberMutex rolling_;
    std::vector<std::string> boxes_;
};

}  // namespace attic
