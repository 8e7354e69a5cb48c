// CASE: accept loops and the connections they make run in the background; 'stop' waits for the last loop only.
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <memory>
#include <utility>
#include <vector>

namespace tavern {

struct guest {};
class door {
public:
    seastar::future<guest> open();
    void shut();
};

class tavern {
public:
    void welcome(int which) {
        (void)seastar::do_until([this] { return closed_; }, [this, which] {  // EXPECT: detached-task|unawaited-task
            return doors_[which].open().then([this](guest g) {
                serve(std::move(g));  // EXPECT: detached-task|unawaited-task
            });
        });
    }

    seastar::future<> stop() {
        closed_ = true;
        for (auto& d : doors_) {
            d.shut();
        }
        co_return;
    }

private:
    seastar::future<> serve(guest g);
    std::vector<door> doors_;
    bool closed_ = false;
};

} // namespace tavern
