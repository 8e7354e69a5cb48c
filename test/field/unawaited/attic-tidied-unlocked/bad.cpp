// CASE: a box is packed while others may start a new one: the permit of the mutex is a future that nobody awaited.
// TU-SET: bad.cpp
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
        auto rolling = rolling_.permit();  // EXPECT: missing-await-on-lock
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
